-- wrk: sends the signed webhooks of a file, one after the other; every thread begins elsewhere
local lines, n = {}, 0
for line in io.lines(os.getenv("WEBHOOKS")) do
  local signature, body = line:match("^(%S+)\t(.+)$")
  n = n + 1
  lines[n] = { signature, body }
end
local at = 0
request = function()
  at = at % n + 1
  return wrk.format("POST", "/callback", {
    ["X-Line-Signature"] = lines[at][1], ["Content-Type"] = "application/json; charset=utf-8" }, lines[at][2])
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.3f %.3f %d %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    summary.requests))
end
