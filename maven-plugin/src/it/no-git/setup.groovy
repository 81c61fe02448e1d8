import java.nio.file.Files

// outside of every repository, which this directory is not
def elsewhere = Files.createTempDirectory("hoist").toFile()
new File(basedir, "flags").eachFileRecurse { file ->
    def copy = new File(elsewhere, basedir.toPath().relativize(file.toPath()).toString())
    if (file.directory) {
        copy.mkdirs()
    } else {
        copy.parentFile.mkdirs()
        copy.bytes = file.bytes
    }
}
new File(basedir, "test.properties").text = "hoist.repo=" + elsewhere.path.replace("\\", "/") + "\n"
return true
