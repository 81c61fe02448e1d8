def log = new File(basedir, "build.log").text
assert log.count("[WARNING] hoist: structure alone is judged") == 1
assert log.count("structure alone was judged") >= 2
assert log.count("cannot judge: ") >= 1
assert log.contains("MojoExecutionException")
def properties = new Properties()
new File(basedir, "test.properties").withReader { properties.load(it) }
new File(properties["hoist.repo"]).deleteDir()
return true
