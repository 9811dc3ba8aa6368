-- wrk's side of the bench: it asks for the lines of a file, one after the other, and counts every answer that is not
-- the wanted one. A line is a path, or a path and an ETag that is held already, parted by a tab.
--
--     wrk -s wrk.lua http://127.0.0.1:8000 -- FILE FIRST_LINE WANTED_STATUS

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  requests, wrong = {}, 0
  at, wanted = tonumber(args[2]), tonumber(args[3])
  for line in io.lines(args[1]) do
    local path, etag = line:match("^([^\t]+)\t?(.*)$")
    requests[#requests + 1] = wrk.format("GET", path, etag ~= "" and { ["If-None-Match"] = etag } or nil)
  end
end

function request()
  at = at + 1
  return requests[(at - 1) % #requests + 1]
end

function response(status)
  if status ~= wanted then
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.timeout
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
  end
  print(string.format('{"requests": %d, "seconds": %f, "wrong": %d, "p50": %f, "p95": %f, "p99": %f}',
    summary.requests, summary.duration / 1e6, bad,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
