-- Posts the lines of $BODIES in turn, each as one request; a `@` in a line becomes a number that no other request has. Prints what was measured as one
-- line of JSON.
local bodies, at, count = {}, 0, 0
local threads = 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

function init(arguments)
  for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
  at = first * 37
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  at, count = at + 1, count + 1
  local body = bodies[at % #bodies + 1]:gsub("@", first .. "-" .. count)
  return wrk.format(nil, nil, nil, body)
end

function done(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format('{"requests": %d, "seconds": %.3f, "p50_ms": %.2f, "p99_ms": %.2f, "failed": %d}\n', summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end

-- DELAY_MS: how long a connection rests before each request.
local rest = tonumber(os.getenv("DELAY_MS") or "0")
if rest > 0 then
  function delay() return rest end
end
