def log = new File(basedir, "build.log").text
assert log.count("hoist: wrote ") == 3
assert log.count("hoist: skipped") == 1
assert log.contains('hoist.format "pdf" is unknown; there are html, json, svg')
def page = new File(basedir, "target/site/hoist/rollout.html").text
assert page.contains("<h1>Rollout</h1>")
assert page.contains("https://github.com/acme/shop/commit/")
assert new File(basedir, "target/rollout.json").text.contains('"flag":"use_things"')
assert new File(basedir, "target/site/project-reports.html").text.contains('hoist/rollout.html')
return true
