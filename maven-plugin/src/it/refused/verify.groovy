def log = new File(basedir, "build.log").text
assert log.contains("flags/basics/use_things.yaml:5:28: ")
assert log.contains("[skipped-step]")
assert log.contains("[guardrail-unreadable]") : "with requireBase guardrails are read"
assert log.contains("MojoFailureException") : "refused is a failure, not an error"
assert !log.contains("MojoExecutionException")
return true
