package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.validator.interpreter.EvaluationContext;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** An evaluator that has been generated, compiled as strictly as the compiler can, and loaded. */
final class Compiled {
    static final String PACKAGE = "com.example.flags";

    private final Map<String, byte[]> classes = new HashMap<>();
    private final ClassLoader loader = new ClassLoader(Compiled.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    };

    private @Nullable Method isEnabled;

    private Compiled() {}

    static Compiled of(Flagbook book) {
        return of(book.input());
    }

    static Compiled of(EvaluatorInput input) {
        return of(Generation.files(input, PACKAGE));
    }

    static Compiled of(List<GeneratedFile> files) {
        Compiled compiled = new Compiled();
        compiled.compile(files.stream()
                .filter(file -> file.path().endsWith(".java"))
                .map(Source::new)
                .toList());
        return compiled;
    }

    private void compile(List<Source> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
        boolean good = compiler.getTask(
                        null,
                        new InMemory(standard),
                        diagnostics,
                        List.of("-Xlint:all", "-Werror", "--release", "11", "-proc:none"),
                        null,
                        sources)
                .call();
        assertThat(good).as(() -> diagnostics.getDiagnostics().toString()).isTrue();
    }

    /** The bytes of all classes by name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    Object flags(String environment) {
        return call(type("Flags"), null, "forEnvironment", environment);
    }

    /** Asks by key and by the typed method, which have to agree. */
    boolean isOn(Object flags, String key, String method, Object context) {
        boolean byKey = (boolean) call(type("Flags"), flags, "isEnabled", key, context);
        assertThat(call(type("Flags"), flags, method, context)).as(key).isEqualTo(byKey);
        assertThat(call(type("Explanation"), explain(flags, key, context), "value"))
                .as(() -> explain(flags, key, context).toString())
                .isEqualTo(byKey);
        return byKey;
    }

    /** Asks by key, fast enough for crowds. */
    boolean isEnabled(Object flags, String key, Object context) {
        try {
            if (isEnabled == null) {
                isEnabled = type("Flags").getMethod("isEnabled", String.class, type("Context"));
            }
            return (boolean) isEnabled.invoke(flags, key, context);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    Object explain(Object flags, String key, Object context) {
        return call(type("Flags"), flags, "explain", key, context);
    }

    Optional<String> variant(Object flags, String key, Object context) {
        Optional<?> variant = (Optional<?>) call(type("Flags"), flags, "variant", key, context);
        return variant.map(arm -> (String) call(type("Variant"), arm, "key"));
    }

    Object context(EvaluationContext subject) {
        Object context = subject.key()
                .map(key -> call(type("Context"), null, "of", key))
                .orElseGet(() -> call(type("Context"), null, "anonymous"));
        // a ring that the policy does not have has no constant: it reads as the outermost
        Object inRing = subject.ring()
                .flatMap(name -> (Optional<?>) call(type("Ring"), null, "find", name))
                .map(ring -> call(type("Context"), context, "withRing", ring))
                .orElse(context);
        return subject.server()
                .map(name -> call(type("Context"), inRing, "withServer", name))
                .orElse(inRing);
    }

    Class<?> type(String name) {
        return named(PACKAGE + "." + name);
    }

    /** A class by its full name. */
    Class<?> named(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls a public method by its name and number of arguments. */
    static Object call(Class<?> type, @Nullable Object target, String name, @Nullable Object... arguments) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && matches(method.getParameterTypes(), arguments)) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        throw cause;
                    }
                    throw new AssertionError(e.getCause());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        throw new AssertionError("no method " + name + " in " + type);
    }

    private static boolean matches(Class<?>[] parameters, @Nullable Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int at = 0; at < parameters.length; at++) {
            if (!parameters[at].isPrimitive() && arguments[at] != null && !parameters[at].isInstance(arguments[at])) {
                return false;
            }
        }
        return true;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String content;

        Source(GeneratedFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.content = file.content();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager others) {
            super(others);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
