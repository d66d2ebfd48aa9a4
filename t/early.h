#pragma once
// What nearly every file includes, read once for the build under the sanitizers (EARLY in the
// Makefile). Files include what they use all the same: the release build does without this.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"
#include "base/result.h"
#include "base/text.h"
#include "store/db.h"
#include "t/test.h"
