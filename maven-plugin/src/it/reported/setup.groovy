def git = { String... words ->
    def process = new ProcessBuilder(["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"] + (words as List))
            .directory(basedir).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0 : said
}
git("init", "--quiet", "--initial-branch=main")
git("add", "flags")
git("commit", "--quiet", "--message=Begin")
git("remote", "add", "origin", "git@github.com:acme/shop.git")
return true
