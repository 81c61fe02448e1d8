def log = new File(basedir, "build.log").text
assert log.count("production use_things 0 → 1 %") == 1 : "a build judges a change once"
return true
