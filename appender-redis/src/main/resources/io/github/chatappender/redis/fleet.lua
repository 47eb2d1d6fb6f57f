-- Serves every request of a fleet, atomically, on Redis's own clock.
--
-- KEYS  1 live: member -> when it counts as dead    2 ids: the same members in the order of their ids
--       3 rate: the permits                         4 mutes: id -> end
--       then for each problem p (a hash) and h (host -> events)
-- ARGV  1 the request  2 the member's id  3 its host, then what the request needs
--
-- A problem's hash: o the owner's id and when it named the problem last; m the id of the message if the owner
-- has claimed this problem alone; g the numbers that NUMBERS lists;
-- for each source "member:source" -> "n s d e u": counted, reported, set aside by claim e, minute of the last
-- change. A claim touches no source: a source that changes later finds in E that its counts have been set
-- aside, and in Z that they have been reported.
--
-- Nothing is written before the ZADD below: where Redis refuses writes, a request changes nothing.

local op, me, host = ARGV[1], ARGV[2], ARGV[3]
local ALIVE, HOUR, DAY = 15000, 3600000, 86400000
local PERMIT = 60000 -- the price of a permit: a millisecond adds one for each message a minute
local SLACK = 2000 -- ages contain latencies: times that differ by less are the same
local SOURCES, HOSTS, MUTES = 3000, 5000, 200

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function text(number)
  return string.format('%.0f', number)
end

local function keep(key, millis)
  if redis.call('PTTL', key) < millis * 0.9 then
    redis.call('PEXPIRE', key, text(millis))
  end
end

local function is_alive(score)
  score = tonumber(score)
  -- a clock that was set back makes an end too late: its member will repeat it
  return score ~= nil and score > now and score <= now + ALIVE
end

if op == 'leave' then
  redis.call('ZREM', KEYS[1], me)
  redis.call('ZREM', KEYS[2], me)
  return {1}
end

redis.call('ZADD', KEYS[1], text(now + ALIVE), me)
redis.call('ZADD', KEYS[2], 0, me)
keep(KEYS[1], HOUR)
keep(KEYS[2], HOUR)

-- Problems

local owners = {}

local function whose(problem)
  local owner = problem.o
  if not owner then
    return 0
  elseif owner == me then
    return 1
  end
  if not problem.ot or math.abs(now - problem.ot) >= ALIVE then
    return 0
  end
  if owners[owner] == nil then
    owners[owner] = is_alive(redis.call('ZSCORE', KEYS[1], owner)) and 2 or 0
  end
  return owners[owner]
end

-- Of all sources: N counted, S reported. E number of claims, Z the claim that was settled last, F counted at
-- the last claim, X reported beyond what it set aside. f, l, t times of the first event, the last one, the
-- last notice; i interval; v severity; w when dead sources were folded; k when the keys' expiry was set.
-- Times that are not known are 0, an unknown severity is -1.
local NUMBERS = {'N', 'S', 'E', 'Z', 'F', 'X', 'f', 'l', 't', 'i', 'v', 'w', 'k'}
local PATTERN = '^(%-?%d+)' .. string.rep(' (%-?%d+)', #NUMBERS - 1) .. '$'

-- Reads a problem, and in the same call one of its sources.
local function load(key, source)
  local values = redis.call('HMGET', key, source, 'o', 'g', 'm')
  local problem = {
    key = key, known = values[1], m = values[4] or '',
    N = 0, S = 0, E = 0, Z = 0, F = 0, X = 0, f = 0, l = 0, t = 0, i = 0, v = -1, w = 0, k = 0}
  if values[2] then
    problem.o, problem.ot = string.match(values[2], '^(.*) (%d+)$')
    problem.ot = tonumber(problem.ot)
  end
  if values[3] then
    local numbers = {string.match(values[3], PATTERN)}
    for n = 1, #numbers do
      problem[NUMBERS[n]] = tonumber(numbers[n])
    end
  end
  return problem
end

local function set(problem, name, value)
  if problem[name] ~= value then
    problem[name] = value
    problem.changed = true
  end
end

local function own(problem)
  problem.o, problem.ot = me, now
  problem.claimed = true
end

local function save(problem)
  local fields = {}
  if problem.claimed then
    fields = {'o', problem.o .. ' ' .. text(problem.ot)}
  end
  if problem.changed then
    local numbers = {}
    for n = 1, #NUMBERS do
      numbers[n] = text(problem[NUMBERS[n]])
    end
    fields[#fields + 1] = 'g'
    fields[#fields + 1] = table.concat(numbers, ' ')
  end
  if problem.renamed then
    fields[#fields + 1] = 'm'
    fields[#fields + 1] = problem.m
  end
  if #fields > 0 then
    redis.call('HSET', problem.key, unpack(fields))
    problem.claimed, problem.changed, problem.renamed = false, false, false
  end
end

local function notice(problem, age, interval, severity, slack)
  if age < 0 then
    return
  end
  local at = now - age
  if problem.t == 0 or at - problem.t > slack then
    set(problem, 't', at)
    set(problem, 'i', interval)
  end
  set(problem, 'v', math.max(problem.v, severity))
end

-- Forgets sources of the dead; what they counted and reported stays in the sums.
local function fold(problem)
  if redis.call('HLEN', problem.key) < SOURCES + 3 or now - problem.w < 600000 then
    return
  end
  set(problem, 'w', now)
  local all = redis.call('HGETALL', problem.key)
  for n = 1, #all, 2 do
    local member = string.match(all[n], '^(.-):')
    local minute = string.match(all[n + 1], ' (%d+)$')
    if member and minute and now / 60000 - minute > 10
        and not is_alive(redis.call('ZSCORE', KEYS[1], member)) then
      redis.call('HDEL', problem.key, all[n])
    end
  end
end

-- Merges the counts at an argument: source, counted, reported, ages of the first and the last event and of
-- the notice, interval, severity.
local function merge(n, arg)
  local source = me .. ':' .. ARGV[arg]
  local problem = load(KEYS[3 + 2 * n], source)
  local hosts = KEYS[4 + 2 * n]
  local counted, reported = tonumber(ARGV[arg + 1]), tonumber(ARGV[arg + 2])
  local first, last = now - ARGV[arg + 3], now - ARGV[arg + 4]

  local known = problem.known
  local n0, s0, d, e = 0, 0, 0, problem.E
  if known then
    local a, b, c, f = string.match(known, '^(%d+) (%d+) (%d+) (%d+)')
    n0, s0, d, e = tonumber(a), tonumber(b), tonumber(c), tonumber(f)
  end
  if problem.Z > e then
    s0 = n0
  elseif problem.Z == e then
    s0 = math.max(s0, d)
  end
  if e < problem.E then
    d = n0
  end
  local n1 = math.max(n0, counted)
  local s1 = math.max(s0, math.min(reported, n1))
  if n1 > n0 or s1 > s0 or not known then
    redis.call('HSET', problem.key, source, table.concat(
        {text(n1), text(s1), text(d), text(problem.E), text(math.floor(now / 60000))}, ' '))
    set(problem, 'N', problem.N + n1 - n0)
    set(problem, 'S', problem.S + s1 - s0)
    if problem.Z < problem.E then
      set(problem, 'X', problem.X + math.max(0, s1 - d) - math.max(0, s0 - d))
    end
  end
  if n1 > n0 or not known then
    redis.call('ZINCRBY', hosts, text(n1 - n0), host)
    if not known then
      redis.call('ZREMRANGEBYRANK', hosts, 0, -HOSTS - 1)
      fold(problem)
    end
  end
  if problem.f == 0 or problem.f - first > SLACK then
    set(problem, 'f', first)
  end
  if n1 > n0 or last - problem.l > SLACK then
    set(problem, 'l', math.max(problem.l, last))
  end
  notice(problem, tonumber(ARGV[arg + 5]), tonumber(ARGV[arg + 6]), tonumber(ARGV[arg + 7]),
      SLACK)
  if problem.o == me then
    own(problem)
  end
  if math.abs(now - problem.k) > HOUR then
    set(problem, 'k', now)
    save(problem)
    redis.call('PEXPIRE', problem.key, DAY)
    redis.call('PEXPIRE', hosts, DAY)
  else
    save(problem)
  end
  problem.hosts = hosts
  problem.mine, problem.count, problem.aside = s1, n1, d
  return problem
end

local function merge_all(arg)
  local problems = {}
  for n = 1, (#KEYS - 4) / 2 do
    problems[n] = merge(n, arg + (n - 1) * 8)
  end
  return problems
end

local function standings(problems, reply)
  for _, problem in ipairs(problems) do
    local standing = {
      whose(problem), problem.N, problem.S, problem.mine, redis.call('ZCARD', problem.hosts),
      math.max(0, now - problem.f), math.max(0, now - problem.l),
      problem.t > 0 and math.max(0, now - problem.t) or -1, problem.i, problem.v,
      problem.granted and problem.F + problem.X or -1, math.max(problem.aside, problem.mine), problem.m}
    local busiest = redis.call('ZREVRANGE', problem.hosts, 0, 2, 'WITHSCORES')
    for k = 1, #busiest, 2 do
      standing[#standing + 1] = busiest[k]
      standing[#standing + 1] = tonumber(busiest[k + 1])
    end
    reply[#reply + 1] = standing
  end
  return reply
end

-- Permits

-- The hash of permits: c credit at u; x not before; m, b, s limits that hold; g the turn that took the last
-- permit, h the x it left; "l:m:b:s" -> when these limits were used; e the epoch of the data.
local function load_rate()
  local all = redis.call('HGETALL', KEYS[3])
  local rate = {}
  for n = 1, #all, 2 do
    rate[all[n]] = tonumber(all[n + 1])
  end
  return rate
end

local function accrue(rate)
  local passed = math.max(0, now - rate.u)
  rate.c = math.min(rate.b * PERMIT, rate.c + passed * rate.m)
  rate.u = now
end

local function delay(rate, millis)
  rate.x = math.max(rate.x or 0, now + millis)
end

local function save_rate(rate)
  local fields = {}
  for _, name in ipairs({'c', 'u', 'x', 'm', 'b', 's', 'g', 'h'}) do
    if rate[name] then
      fields[#fields + 1] = name
      fields[#fields + 1] = text(rate[name])
    end
  end
  if #fields > 0 then
    redis.call('HSET', KEYS[3], unpack(fields))
    keep(KEYS[3], 2 * HOUR)
  end
end

local function give_back(rate)
  accrue(rate)
  rate.c = math.min(rate.b * PERMIT, rate.c + PERMIT)
end

-- Takes a permit and returns 0, or returns how long to wait for one. A turn takes one only once, however often
-- its request is repeated.
local function take(permits, messages, burst, spacing, turn)
  local rate = load_rate()
  if turn > 0 and rate.g == turn then
    if rate.x == rate.h then
      delay(rate, spacing)
      rate.h = rate.x
      save_rate(rate)
      return 0
    end
    give_back(rate) -- a pause has begun since, which this turn has to wait for
    rate.g = 0
  end
  local own = 'l:' .. text(messages) .. ':' .. text(burst) .. ':' .. text(spacing)
  if not rate[own] or math.abs(now - rate[own]) > 30000 then
    redis.call('HSET', KEYS[3], own, text(now))
  end
  for name, used in pairs(rate) do
    local m, b, s = string.match(name, '^l:(%d+):(%d+):(%d+)$')
    if m and name ~= own then
      if math.abs(now - used) >= 600000 then
        redis.call('HDEL', KEYS[3], name)
      else
        messages = math.min(messages, tonumber(m))
        burst = math.min(burst, tonumber(b))
        spacing = math.max(spacing, tonumber(s))
      end
    end
  end
  if not rate.c then
    -- This fleet is new, or Redis has lost everything: a full bucket, as for a new sender.
    rate.c, rate.u, rate.m, rate.b = burst * PERMIT, now, messages, burst
  end
  accrue(rate)
  rate.m, rate.b, rate.s = messages, burst, spacing
  rate.c = math.min(rate.c, burst * PERMIT)
  if rate.x and rate.x > now + HOUR then
    rate.x = now + HOUR -- the clock was set back
  end
  local missing = math.min(permits, burst) * PERMIT - rate.c
  local wait = math.max(0, math.ceil(missing / messages), (rate.x or 0) - now)
  if wait == 0 then
    delay(rate, spacing)
    rate.c, rate.g, rate.h = rate.c - PERMIT, turn, rate.x
  end
  save_rate(rate)
  return wait
end

-- Returns a number that changes when Redis has lost its data.
local function epoch()
  local known = redis.call('HGET', KEYS[3], 'e')
  if not known then
    known = text(now)
    redis.call('HSET', KEYS[3], 'e', known)
  end
  keep(KEYS[3], 2 * HOUR)
  return tonumber(known)
end

-- Requests

if op == 'presence' then
  local dead = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', text(now))
  local late = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now + ALIVE), '+inf')
  for _, members in ipairs({dead, late}) do
    for _, member in ipairs(members) do
      redis.call('ZREM', KEYS[1], member)
      redis.call('ZREM', KEYS[2], member)
    end
  end
  local reply = {redis.call('ZCARD', KEYS[2]), redis.call('ZRANK', KEYS[2], me), epoch()}
  local mutes = redis.call(
      'ZRANGEBYSCORE', KEYS[4], '(' .. text(now), '+inf', 'WITHSCORES', 'LIMIT', 0, MUTES)
  for n = 1, #mutes, 2 do
    reply[#reply + 1] = mutes[n]
    reply[#reply + 1] = mutes[n + 1] - now
  end
  return reply

elseif op == 'add' then
  return standings(merge_all(4), {})

elseif op == 'claim' then
  local problems = merge_all(11)
  local message = #problems == 1 and ARGV[9] or ''
  local wanted = ARGV[5] == '1'
  for _, problem in ipairs(problems) do
    wanted = wanted or whose(problem) ~= 2
  end
  local wait = 0
  if wanted then
    wait = take(tonumber(ARGV[4]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[10]))
  end
  local granted = wanted and wait == 0
  if granted then
    for _, problem in ipairs(problems) do
      if whose(problem) ~= 2 then
        -- The message of a dead owner may have been posted: the same again is posted once.
        local takes_over = problem.o and problem.o ~= me and problem.m ~= '' and problem.Z < problem.E
        own(problem)
        if not takes_over then
          set(problem, 'E', problem.E + 1)
          set(problem, 'F', problem.N)
          set(problem, 'X', 0)
          problem.m, problem.renamed, problem.aside = message, true, problem.count
        end
        problem.granted = true
        save(problem)
      end
    end
  end
  return standings(problems, {granted and 1 or 0, wait, epoch()})

elseif op == 'drain' then
  local rate = load_rate()
  if rate.s and rate.s > 0 then
    delay(rate, 1000) -- the service may count a post as late as its answer
    save_rate(rate)
  end
  for n = 1, (#KEYS - 4) / 2 do
    local problem = load(KEYS[3 + 2 * n], '-')
    local arg = 4 + (n - 1) * 3
    if problem.o == me then
      if problem.Z < problem.E then
        set(problem, 'S', problem.F + problem.X)
        set(problem, 'Z', problem.E)
      end
      notice(problem, tonumber(ARGV[arg]), tonumber(ARGV[arg + 1]), tonumber(ARGV[arg + 2]), 0)
      own(problem)
      save(problem)
    end
  end
  return {1}

elseif op == 'release' then
  for n = 1, (#KEYS - 4) / 2 do
    local key = KEYS[3 + 2 * n]
    if load(key, '-').o == me then
      redis.call('HDEL', key, 'o')
    end
  end
  return {1}

elseif op == 'pause' then
  local rate = load_rate()
  delay(rate, tonumber(ARGV[4]))
  if ARGV[5] == '1' and rate.c then
    give_back(rate)
  end
  save_rate(rate)
  return {1}

elseif op == 'mute' then
  for arg = 4, #ARGV, 2 do
    local millis = tonumber(ARGV[arg + 1])
    if millis > 0 then
      redis.call('ZADD', KEYS[4], text(now + millis), ARGV[arg])
    else
      redis.call('ZREM', KEYS[4], ARGV[arg])
    end
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', text(now))
  redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -MUTES - 1)
  local latest = redis.call('ZREVRANGE', KEYS[4], 0, 0, 'WITHSCORES')
  if latest[2] then
    redis.call('PEXPIRE', KEYS[4], text(latest[2] - now + HOUR))
  end
  return {1}
end
return redis.error_reply('ERR unknown request ' .. op)
