def log = new File(basedir, "build.log").text
assert log.contains("cannot judge: ")
assert log.contains("no-such-revision")
assert log.contains("MojoExecutionException") : "inability is an error, not a failure"
assert !log.contains("MojoFailureException")
return true
