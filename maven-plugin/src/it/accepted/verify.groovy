def log = new File(basedir, "build.log").text
assert log.contains("accepted")
assert log.contains("production use_things 0 → 1 %")
def report = new groovy.json.JsonSlurper().parse(new File(basedir, "target/hoist.json"), "UTF-8")
assert report.verdict == "accepted"
assert report.kind == "raise"
assert report.movements*.to == [1]
return true
