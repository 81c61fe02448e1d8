def git = { String... words ->
    def process = new ProcessBuilder(["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"] + (words as List))
            .directory(basedir).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0 : said
    return said.trim()
}
git("init", "--quiet", "--initial-branch=main")
git("add", "flags")
git("commit", "--quiet", "--message=Begin")
new File(basedir, "commit.txt").text = git("rev-parse", "HEAD")
def broken = new File(basedir, "broken/basics/use_things.yaml")
broken.parentFile.mkdirs()
broken.text = "flag: use_things\n"
return true
