def log = new File(basedir, "build.log").text
assert log.count("hoist: skipped") == 2
assert !log.contains("refused")
return true
