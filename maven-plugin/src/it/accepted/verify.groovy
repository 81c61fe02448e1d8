def log = new File(basedir, "build.log").text
assert log.contains("accepted")
assert log.contains("production use_things 0 → 1 %")
def report = new groovy.json.JsonSlurper().parse(new File(basedir, "target/hoist.json"), "UTF-8")
assert report.verdict == "accepted"
assert report.kind == "raise"
assert report.movements*.to == [1]
def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, "target/reports/hoist.sarif"), "UTF-8")
assert sarif.runs[0].results == []
assert sarif.runs[0].invocations[0].executionSuccessful
assert new File(basedir, "target/reports/hoist.xml").getText("UTF-8").contains('failures="0"')
return true
