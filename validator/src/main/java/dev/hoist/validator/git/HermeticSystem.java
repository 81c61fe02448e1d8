package dev.hoist.validator.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The environment that JGit sees: without the user's and the system's git configuration, and without environment
 * variables. So a verdict is the same on every machine, and JGit starts no program to find a configuration.
 */
final class HermeticSystem extends SystemReader {
    private static final HermeticSystem INSTANCE = new HermeticSystem(SystemReader.getInstance());

    private final SystemReader machine;

    private HermeticSystem(SystemReader machine) {
        this.machine = machine;
        setPlatformChecker();
    }

    static void install() {
        SystemReader.setInstance(INSTANCE);
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Blank(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Blank(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Blank(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent
    public long getCurrentTime() {
        return machine.getCurrentTime();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent
    public int getTimezone(long when) {
        return 0;
    }

    /**
     * A configuration without any entry except the clock of the file system. Without this entry, JGit would take three
     * seconds to measure that clock.
     */
    private static final class Blank extends FileBasedConfig {
        private static final long COARSEST_CLOCK_SECONDS = 2;

        Blank(@Nullable Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {
            // there is no file
        }

        @Override
        public void save() {
            // what JGit measures is not kept
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long defaultValue, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(COARSEST_CLOCK_SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, defaultValue, unit);
        }
    }
}
