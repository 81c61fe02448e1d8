def log = new File(basedir, "build.log").text
assert log.count("production use_things 0 → 1 %") == 1 : "a build judges a change once"
assert log.count("accepted: no flag changes, and nothing else has changed since that was judged") == 1
return true
