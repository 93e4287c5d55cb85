-- Posts the lines of $BODIES in turn, each as one request; a `@` in a line becomes a number that no other request has. Prints what was measured as one
-- line of JSON. Requests are put together beforehand but for their numbers, which are all of one length: the load must not cost what the server should have.
local requests, at, count = {}, 0, 0
local threads = 0
local kAnyNumber = "0-000000000"

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

local function pieces(text)
  local out, from = {}, 1
  while true do
    local found = text:find(kAnyNumber, from, true)
    out[#out + 1] = text:sub(from, (found or 0) - 1)
    if not found then return out end
    from = found + #kAnyNumber
  end
end

function init(arguments)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  for line in io.lines(os.getenv("BODIES")) do requests[#requests + 1] = pieces(wrk.format(nil, nil, nil, (line:gsub("@", kAnyNumber)))) end
  at = first * 37
end

function request()
  at, count = at + 1, count + 1
  local parts = requests[at % #requests + 1]
  if #parts == 1 then return parts[1] end
  local number = string.format("%d-%09d", first, count)
  if #parts == 2 then return parts[1] .. number .. parts[2] end
  return table.concat(parts, number)
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
