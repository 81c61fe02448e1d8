def log = new File(basedir, "build.log").text
assert log =~ /generated com\.example\.flags: \d+ written, 0 unchanged, 0 removed/
assert log.count("hoist: com.example.flags is up to date") == 1
assert log.contains("so no evaluator is generated")
assert log.contains("hoist: skipped")
def classes = new File(basedir, "target/classes")
def commit = new File(basedir, "commit.txt").text
def catalogue = new groovy.json.JsonSlurper().parse(new File(classes, "META-INF/hoist/flags.json"), "UTF-8")
assert catalogue.revision == commit
assert !catalogue.dirty
assert !new File(classes, ".hoist-generated").exists()
def loader = new URLClassLoader([classes.toURI().toURL()] as URL[])
def flags = loader.loadClass("com.example.flags.Flags")
assert flags.getField("REVISION").get(null) == commit
def production = flags.getMethod("production").invoke(null)
def context = loader.loadClass("com.example.flags.Context")
assert flags.getMethod("useThings", context).invoke(production, context.getMethod("anonymous").invoke(null))
assert log =~ /generated com\.example\.flags: 1 written, \d+ unchanged, 0 removed/
assert new File(basedir, "target/generated-sources/hoist/com/example/flags/FlagsProvider.java").exists()
return true
