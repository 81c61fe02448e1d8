package dev.hoist.cli;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;

/**
 * A call of the command from another process: hands its arguments, its environment and its directory to {@link WarmCommand},
 * and prints and ends as that says. It loads nothing but the JDK, so that it starts within a tenth of a second.
 */
final class WarmCall {
    static final String PORT = "port";
    static final int END = 0;
    static final int OUT = 1;
    static final int ERR = 2;

    private WarmCall() {}

    /**
     * Calls the command.
     *
     * @param arguments what the command is given
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(call(arguments));
    }

    /** Where {@link WarmCommand} listens: it writes that into the jar that holds this class. */
    private static int port() throws IOException {
        try (DataInputStream port = new DataInputStream(WarmCall.class.getResourceAsStream(PORT))) {
            return port.readInt();
        }
    }

    private static int call(String... arguments) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            DataOutputStream to = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            to.writeUTF(Path.of("").toAbsolutePath().toString());
            to.writeInt(arguments.length);
            for (String argument : arguments) {
                to.writeUTF(argument);
            }
            Map<String, String> environment = System.getenv();
            to.writeInt(environment.size());
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                to.writeUTF(variable.getKey());
                to.writeUTF(variable.getValue());
            }
            to.flush();
            DataInputStream from = new DataInputStream(socket.getInputStream());
            while (true) {
                int kind = from.read();
                int number = from.readInt();
                if (kind == END) {
                    return number;
                }
                PrintStream stream = kind == OUT ? System.out : System.err;
                stream.write(from.readNBytes(number));
                stream.flush();
            }
        }
    }
}
