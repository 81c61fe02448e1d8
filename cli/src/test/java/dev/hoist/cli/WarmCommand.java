package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.cli.command.Terminal;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * The command in this JVM, for scripts that call it often: each {@link WarmCall} is answered as a process of its own would
 * answer, but for its standard input, which is empty, and without the second that a cold JVM needs. What has to be held by a
 * process (memory, signals, limits, what is left after a kill) is tested with one.
 */
final class WarmCommand {
    private static final int PORT = listen();

    private WarmCommand() {}

    /**
     * Writes a jar that calls the command.
     *
     * @return {@code jar}
     */
    static Path jar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, WarmCall.class.getName());
        String caller = WarmCall.class.getSimpleName() + ".class";
        String directory = WarmCall.class.getPackageName().replace('.', '/') + "/";
        try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream from = WarmCall.class.getResourceAsStream(caller)) {
            to.putNextEntry(new ZipEntry(directory + caller));
            from.transferTo(to);
            to.putNextEntry(new ZipEntry(directory + WarmCall.PORT));
            new DataOutputStream(to).writeInt(PORT);
        }
        return jar;
    }

    /** Listens on the loopback interface until this JVM ends. */
    private static int listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            start(() -> {
                while (true) {
                    Socket call = server.accept();
                    start(() -> answer(call));
                }
            });
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Socket call) throws IOException {
        try (call) {
            DataInputStream from = new DataInputStream(call.getInputStream());
            Path directory = Path.of(from.readUTF());
            String[] arguments = new String[from.readInt()];
            for (int each = 0; each < arguments.length; each++) {
                arguments[each] = from.readUTF();
            }
            Map<String, String> environment = new HashMap<>();
            for (int left = from.readInt(); left > 0; left--) {
                environment.put(from.readUTF(), from.readUTF());
            }
            DataOutputStream to = new DataOutputStream(call.getOutputStream());
            Writer out = new BufferedWriter(new OutputStreamWriter(new Frames(to, WarmCall.OUT), UTF_8));
            PrintWriter err = new PrintWriter(new OutputStreamWriter(new Frames(to, WarmCall.ERR), UTF_8), true);
            Terminal terminal =
                    WithoutInput.terminal(out, err, false, false, environment, directory, Clock.systemUTC());
            int code = new Main(terminal).run(arguments);
            err.flush();
            to.write(WarmCall.END);
            to.writeInt(code);
            to.flush();
        }
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // whoever called is gone, and has failed the test that it belongs to
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }

    /** One of the two streams of an answer; they share a connection, so what is printed keeps its order. */
    private static final class Frames extends OutputStream {
        private final DataOutputStream to;
        private final int kind;

        Frames(DataOutputStream to, int kind) {
            this.to = to;
            this.kind = kind;
        }

        @Override
        public void write(int each) throws IOException {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            synchronized (to) {
                to.write(kind);
                to.writeInt(length);
                to.write(bytes, start, length);
                to.flush();
            }
        }
    }
}
