from __future__ import annotations, division as exact
import __future__
print(exact, annotations.getOptionalRelease(), annotations.getMandatoryRelease())
for name in __future__.all_feature_names:
    print(name, getattr(__future__, name))
print(__future__.__all__ == ["all_feature_names"] + __future__.all_feature_names)
