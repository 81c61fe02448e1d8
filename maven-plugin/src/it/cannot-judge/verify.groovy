def log = new File(basedir, "build.log").text
assert log.contains("cannot judge: ")
assert log.contains("no-such-revision")
assert log.contains("MojoExecutionException") : "inability is an error, not a failure"
assert !log.contains("MojoFailureException")
def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, "target/reports/hoist.sarif"), "UTF-8")
assert !sarif.runs[0].invocations[0].executionSuccessful
def issues = new groovy.json.JsonSlurper().parse(new File(basedir, "target/reports/hoist.json"), "UTF-8")
assert issues*.severity == ["blocker"]
return true
