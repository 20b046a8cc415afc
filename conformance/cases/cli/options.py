# conf: opts="-B -W ignore -X utf8 -E -S -P"
import sys
print(sys.flags.dont_write_bytecode, sys.warnoptions, sys.flags.ignore_environment, sys.flags.no_site, sys.flags.safe_path, sys.flags.utf8_mode)
