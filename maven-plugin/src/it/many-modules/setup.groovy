def git = { String... words ->
    def process = new ProcessBuilder(["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"] + (words as List))
            .directory(basedir).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0 : said
}
git("init", "--quiet", "--initial-branch=main")
git("add", "flags")
git("commit", "--quiet", "--message=Begin")
def flag = new File(basedir, "flags/basics/use_things.yaml")
flag.text = flag.text.replace("percentage: 0", "percentage: 1")
git("commit", "--quiet", "--all", "--message=Raise")
git("commit", "--quiet", "--allow-empty", "--message=Something else")
return true
