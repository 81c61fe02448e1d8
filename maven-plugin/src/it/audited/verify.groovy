def log = new File(basedir, "build.log").text
assert log.contains("accepted baseline by Ada: Begin")
assert log.contains("accepted: 1 change")
assert log.contains("hoist:validate")
assert log.count("hoist: skipped") == 1
return true
