#!/usr/bin/env python3
"""Slow reference of a plan's simulation, minute by minute, straight from docs/semantics.md.

It shares nothing with the engine: levels are found by lowering until nothing changes, time filters by looking
through the whole window, causes by walking the reasons. It makes random hospitals in which nothing is left to
luck (constant laws, probabilities 0 or 1, whole minutes), runs `hakyu simulate` on them and compares.

    plans.py PROGRAM [--cases N] [--first SEED]
"""
import argparse
import json
import random
import subprocess
import sys
import tempfile

DOWN, DEGRADED, UP = 0, 1, 2
LEVEL = {"down": DOWN, "degraded": DEGRADED, "up": UP}
MIN = 60


# ---------------------------------------------------------------- a random hospital

def minutes(n):
    return f"{n}m"


def requirement(rng, names, flows):
    of = rng.sample(names, rng.randint(1, min(4, len(names))))
    form = rng.choice(["all_of", "any_of", "at_least"])
    r = {}
    if form == "at_least":
        k = rng.randint(1, len(of))
        r = {"at_least": k, "of": of}
        if rng.random() < 0.4:
            r["degraded_at_least"] = rng.randint(1, k)
    else:
        r = {form: of}
    if rng.random() < 0.35:
        r["on_loss"] = "degraded"
    if rng.random() < 0.4:
        r["holdover"] = minutes(rng.choice([5, 20, 45]))
    if rng.random() < 0.4:
        r["recovery"] = minutes(rng.choice([5, 10, 30]))
    if flows and rng.random() < 0.15:
        r["over"] = [rng.choice(flows)]
    return r


def measure(rng, i, resources, flows):
    duration = rng.choice([0, 20, 45, 90])
    m = {"id": f"m{i}", "kind": "vendor_fix", "targets": [rng.choice(resources)],
         "work": {"duration": minutes(duration),
                  "restart": rng.choice(["vulnerable_component", "none", "parent", "machine", "dependencies", "system"])},
         "failure": {"probability": rng.choice([0, 0, 0, 1]), "rollback": minutes(rng.choice([10, 30]))},
         "latent": {"probability": 0}}
    if rng.random() < 0.5:
        m["work"]["downtime"] = minutes(rng.choice([0, 10, 20, 60]))
    if rng.random() < 0.3:
        m["work"]["level_during"] = "degraded"
    if rng.random() < 0.25:
        m["work"]["give_up_after"] = minutes(rng.choice([20, 45]))
    if rng.random() < 0.25:
        m["effects"] = [{"limits": rng.choice(resources), "level": rng.choice(["down", "degraded"])}]
    elif flows and rng.random() < 0.4:
        m["effects"] = [{"blocks": rng.choice(flows)}]
    if i and rng.random() < 0.25:
        m[rng.choice(["requires", "conflicts"])] = [f"m{rng.randrange(i)}"]
    if rng.random() < 0.1:
        m["in_force_at_start"] = True
    return m


def hospital(seed):
    rng = random.Random(seed)
    n = rng.randint(6, 12)
    resources = [f"r{i}" for i in range(n)]
    flows = ["f0", "f1"]
    model = {"format": "hakyu/1",
             "study": {"start": "2026-12-04T00:00", "horizon": "1d", "failures": "stated"},
             "zones": [{"id": "z"}],
             "flows": [{"id": f, "from": "z", "to": resources[0]} for f in flows],
             "parties": [{"id": "v", "kind": "vendor"}], "resources": [], "services": []}
    for i, name in enumerate(resources):
        r = {"id": name, "kind": rng.choice(["server", "application", "operating_system", "database"]),
             "restart": minutes(rng.choice([5, 10]))}
        if rng.random() < 0.6:
            r["requires"] = [requirement(rng, [x for x in resources if x != name], flows)
                             for _ in range(rng.randint(1, 2))]
        if i and rng.random() < 0.3:
            r["runs_on"] = resources[rng.randrange(i)]
        if rng.random() < 0.4:
            r["system"] = rng.choice(["a", "b"])
        if rng.random() < 0.35:
            r["reliability"] = {"time_to_failure": minutes(rng.choice([200, 333, 500, 700])),
                                "time_to_repair": minutes(rng.choice([15, 40, 90]))}
            if rng.random() < 0.4:
                r["reliability"]["ages"] = "operating"
            if rng.random() < 0.4:
                r["reliability"]["needs"] = [rng.choice([x for x in resources if x != name] + flows)]
                r["reliability"]["extra_if_unavailable"] = minutes(25)
        model["resources"].append(r)
    for i in range(3):
        hours = [rng.choice([0, 1, 2, 5, 9, 12]) for _ in range(24)]
        model["services"].append({
            "id": f"s{i}", "requires": [requirement(rng, resources, flows) for _ in range(rng.randint(1, 2))],
            "weight": rng.choice([1, 2, 5]), "demand": {"weekly": {"weekday": hours}},
            "degraded_capacity": rng.choice([0.5, 0.8]),
            "fallback": {"capacity": rng.choice([0.2, 0.4]), "sustain": minutes(rng.choice([30, 120])), "exhausted": 0.1},
            "tolerance": minutes(60), "limit": minutes(45)})
    model["measures"] = [measure(rng, i, resources, flows) for i in range(rng.randint(3, 6))]
    ids = [m["id"] for m in model["measures"]]
    model["statements"] = []
    for i in range(rng.randint(0, 2)):
        s = {"id": f"t{i}", "by": "v", "when": rng.sample(ids, rng.randint(1, 2)), "resource": rng.choice(resources),
             "says": "incompatible", "level": rng.choice(["down", "degraded"]),
             "appears": {"after": minutes(rng.choice([0, 30, 120]))}}
        s["repair"] = rng.choice(["lasting", minutes(30)])
        if {tuple(sorted(s["when"])), s["resource"]} not in [{tuple(sorted(o["when"])), o["resource"]} for o in model["statements"]]:
            model["statements"].append(s)
    steps = []
    for m in ids:
        if steps and rng.random() < 0.25:
            steps.append({"measure": m, "after": {"measure": rng.choice([s["measure"] for s in steps if "measure" in s]),
                                                  "lag": minutes(rng.choice([0, 15, 60]))}})
        else:
            steps.append({"measure": m, "at": f"2026-12-04T{rng.randrange(22):02d}:{rng.choice([0, 15, 30, 45]):02d}"})
    if rng.random() < 0.4:
        steps.append({"withdraw": rng.choice(ids), "at": f"2026-12-04T{rng.randrange(12, 24):02d}:30"})
    model["plans"] = [{"id": "p", "steps": steps}]
    return model


# ---------------------------------------------------------------- its meaning

def span(text):
    return int(text[:-1])


class Requirement:
    def __init__(self, owner, data):
        self.owner = owner
        data = {"all_of": [data]} if isinstance(data, str) else data
        if "all_of" in data:
            self.of, self.k_up = data["all_of"], len(data["all_of"])
            self.k_degraded = self.k_up
        elif "any_of" in data:
            self.of, self.k_up, self.k_degraded = data["any_of"], 1, 1
        else:
            self.of, self.k_up = data["of"], data["at_least"]
            self.k_degraded = data.get("degraded_at_least", self.k_up)
        self.on_loss = LEVEL[data.get("on_loss", "down")]
        self.h, self.d = span(data.get("holdover", "0m")), span(data.get("recovery", "0m"))
        self.over = data.get("over", [])
        self.raw, self.first_raw = [], []      # history, one entry a minute
        self.last_loss = {DOWN: set(), DEGRADED: set()}

    def value(self, level, blocked):
        if any(f in blocked for f in self.over):
            return self.on_loss
        n2 = sum(level[p] == UP for p in self.of)
        n1 = sum(level[p] >= DEGRADED for p in self.of)
        return UP if n2 >= self.k_up else DEGRADED if n1 >= self.k_degraded else self.on_loss

    def held(self, history, now):
        return max([now] + history[max(0, len(history) - self.h):] + ([UP] if self.h > len(history) else []))

    def felt(self, history, now):
        """min over the last d minutes of held; `history` without the current minute."""
        worst = self.held(history, now)
        for back in range(1, self.d + 1):
            if back > len(history):
                break
            worst = min(worst, self.held(history[:len(history) - back], history[len(history) - back]))
        return worst


class Reference:
    def __init__(self, model):
        self.model = model
        self.resources = {r["id"]: r for r in model["resources"]}
        self.nodes = list(self.resources) + [s["id"] for s in model["services"]]
        self.requirements = []
        for node in model["resources"] + model["services"]:
            if "runs_on" in node:
                self.requirements.append(Requirement(node["id"], {"all_of": [node["runs_on"]]}))
            self.requirements += [Requirement(node["id"], r) for r in node.get("requires", [])]
        self.of_node = {v: [r for r in self.requirements if r.owner == v] for v in self.nodes}
        self.components = self.strong_components()
        self.component_of = {v: i for i, c in enumerate(self.components) for v in c}
        self.horizon = 1440
        self.measures = {m["id"]: m for m in model["measures"]}
        self.limits = []                        # [node, level, cause, from, to]
        self.in_force, self.working = set(), []
        self.level = {v: UP for v in self.nodes}
        self.causes = {v: set() for v in self.nodes}

    def strong_components(self):
        edges = {v: {p for r in self.of_node[v] for p in r.of} for v in self.nodes}
        reach = {}
        for v in self.nodes:
            seen, todo = set(), [v]
            while todo:
                for p in edges[todo.pop()]:
                    if p not in seen:
                        seen.add(p)
                        todo.append(p)
            reach[v] = seen
        components, placed = [], set()
        while len(placed) < len(self.nodes):    # providers first
            for v in self.nodes:
                if v in placed:
                    continue
                component = [v] + [u for u in self.nodes if u != v and u in reach[v] and v in reach[u]]
                if all(p in placed or p in component for u in component for p in edges[u]):
                    components.append(component)
                    placed.update(component)
        return components

    # ---- levels of minute t

    def settle(self, t, record):
        blocked = {e["blocks"] for m in self.in_force for e in self.measures[m].get("effects", []) if "blocks" in e}
        limits = [x for x in self.limits if x[3] <= t < x[4]]
        intrinsic = {v: min([x[1] for x in limits if x[0] == v], default=UP) for v in self.nodes}
        level = {}
        for component in self.components:
            inside = {r for v in component for r in self.of_node[v] if any(p in component for p in r.of)}
            start = {}
            for v in component:
                start[v] = intrinsic[v]
                for r in self.of_node[v]:
                    if r not in inside:
                        r.now = r.value(level, blocked)
                        r.felt_now = r.felt(r.raw, r.now)
                        start[v] = min(start[v], r.felt_now)
            first = self.lower(component, inside, start, level, blocked, lambda r, now: r.held(r.first_raw, now))
            second = dict(first)
            for r in inside:
                r.first_now = r.value({**level, **first}, blocked)
                second[r.owner] = min(second[r.owner], r.felt(r.first_raw, r.first_now))
            final = self.lower(component, inside, second, level, blocked, lambda r, now: r.held(r.raw, now))
            level.update(final)
            for r in inside:
                r.now = r.value(level, blocked)
                r.recovering = r.felt(r.first_raw, r.first_now)
                r.felt_now = min(r.held(r.raw, r.now), r.recovering)
            self.explain(component, inside, level, limits, blocked)
        self.level, self.blocked = level, blocked
        if record:
            for r in self.requirements:
                component = self.components[self.component_of[r.owner]]
                is_inside = any(p in component for p in r.of)
                r.raw.append(r.now)
                r.first_raw.append(r.first_now if is_inside else r.now)
                for reached in (DOWN, DEGRADED):
                    if r.first_raw[-1] <= reached:
                        r.last_loss[reached] = self.of_providers(r, reached, level, blocked, ())

    @staticmethod
    def lower(component, inside, start, outer, blocked, felt):
        current = dict(start)
        changed = True
        while changed:
            changed = False
            for r in inside:
                value = felt(r, r.value({**outer, **current}, blocked))
                if value < current[r.owner]:
                    current[r.owner] = value
                    changed = True
        return current

    # ---- causes

    def of_providers(self, r, reached, level, blocked, pooled):
        found = {"standing_effect"} if any(f in blocked for f in r.over) else set()
        for p in r.of:
            if level[p] <= reached and p not in pooled:
                found |= self.causes[p]
        return found

    def explain(self, component, inside, level, limits, blocked):
        pooled = component if len(component) > 1 or inside else ()
        pool = set()
        for v in component:
            if level[v] == UP:
                continue
            pool |= {x[2] for x in limits if x[0] == v and x[1] <= level[v]}
            for r in self.of_node[v]:
                if r.felt_now > level[v]:
                    continue
                if r.now <= level[v]:
                    pool |= self.of_providers(r, level[v], level, blocked, pooled)
                if (r.recovering <= level[v] < r.first_now) if r in inside else r.now > level[v]:
                    pool |= r.last_loss[level[v]]
        for v in component:
            self.causes[v] = pool if level[v] < UP else set()

    # ---- steps and measures

    def scope(self, m):
        target, kind = self.resources[m["targets"][0]], m["work"]["restart"]
        if kind == "none":
            return {}
        if kind == "parent":
            return {target["id"]: 0} | ({target["runs_on"]: 0} if "runs_on" in target else {})
        if kind == "machine":
            v = target
            while v is not None and v["kind"] != "server":
                v = self.resources.get(v.get("runs_on"))
            return {(v or target)["id"]: 0}
        if kind == "system":
            if "system" not in target:
                return {target["id"]: 0}
            return {r["id"]: 0 for r in self.resources.values() if r.get("system") == target["system"]}
        if kind == "dependencies":
            found = {target["id"]: 0}
            changed = True
            while changed:
                changed = False
                for r in self.requirements:
                    if r.owner in found or r.on_loss != DOWN:
                        continue
                    if sum(p not in found for p in r.of) < r.k_degraded:
                        found[r.owner] = span(self.resources[r.owner]["restart"]) if r.owner in self.resources else 0
                        changed = True
            return found
        return {target["id"]: 0}

    def enter(self, m, t):
        self.in_force.add(m)
        for e in self.measures[m].get("effects", []):
            if "limits" in e:
                self.limits.append([e["limits"], LEVEL[e["level"]], "standing_effect", t, self.horizon + 1, m])

    def leave(self, m, t):
        self.in_force.discard(m)
        for x in self.limits:
            if len(x) > 5 and x[5] == m and x[4] > t:
                x[4] = t

    def skip(self, m):
        mine = self.measures[m]
        if any(r not in self.in_force for r in mine.get("requires", [])):
            return True
        others = set(mine.get("conflicts", [])) | {o for o, x in self.measures.items() if m in x.get("conflicts", [])}
        return any(o in self.in_force or o in [w["m"] for w in self.working] for o in others)

    def start_step(self, i, t):
        step = self.steps[i]
        if "withdraw" in step:
            self.leave(step["withdraw"], t)
            self.ended[i] = t
            return
        m = self.measures[step["measure"]]
        self.attempts[m["id"]] = self.attempts.get(m["id"], 0) + 1
        if self.skip(m["id"]):
            self.count(m["id"], "skipped")
            self.ended[i] = t
            return
        work = span(m["work"]["duration"])
        down = min(work, span(m["work"].get("downtime", m["work"]["duration"])))
        give_up = m["work"].get("give_up_after")
        abandoned = give_up is not None and work > span(give_up)
        work = span(give_up) if abandoned else work
        failed = not abandoned and m["failure"]["probability"] == 1
        end = t + work
        if abandoned or failed:
            self.count(m["id"], "abandoned" if abandoned else "failed", t + work)
            end += span(m["failure"]["rollback"])
        level = LEVEL[m["work"].get("level_during", "down")]
        planned = t + min(down, work)
        for node, extra in self.scope(m).items():
            if abandoned or failed:
                self.limits.append([node, level, "planned_work", t, planned])
                self.limits.append([node, level, "failed_change", planned, end + extra])
            else:
                self.limits.append([node, level, "planned_work", t, planned + extra])
        self.working.append({"m": m["id"], "end": end, "ok": not (abandoned or failed), "step": i})

    def count(self, m, what, when=0):
        if when < self.horizon:
            self.outcome.setdefault(m, {}).setdefault(what, 0)
            self.outcome[m][what] += 1

    def ends_and_beginnings(self, t):
        for w in [w for w in self.working if w["end"] == t]:
            self.working.remove(w)
            self.ended[w["step"]] = t
            if w["ok"]:
                self.enter(w["m"], t)
            elif w["m"] in self.in_force:
                self.leave(w["m"], t)

    def statements(self, t):
        for s in self.model["statements"]:
            complete = set(s["when"]) <= self.in_force
            state = self.statement_state.setdefault(s["id"], {"complete": False, "due": None, "limit": None})
            if complete and not state["complete"]:
                state["due"] = t + span(s["appears"]["after"])
            if not complete:
                state["due"] = None
                if state["limit"]:
                    state["limit"][4] = min(state["limit"][4], t)
                    state["limit"] = None
            state["complete"] = complete
            if state["due"] == t:
                state["due"] = None
                until = self.horizon + 1 if s["repair"] == "lasting" else t + span(s["repair"])
                limit = [s["resource"], LEVEL[s["level"]], "combination", t, until]
                self.limits.append(limit)
                state["limit"] = limit if s["repair"] == "lasting" else None

    def failures(self, t):
        """Begins failures due now; returns those whose repair depends on what they need."""
        begun = []
        for v, clock in self.clocks.items():
            if clock["left"] is not None and clock["left"] == 0:
                clock["left"] = None
                limit = [v, DOWN, "failure", t, self.horizon + 1]
                self.limits.append(limit)
                begun.append((v, clock, limit))
        return begun

    def run(self):
        self.steps = self.model["plans"][0]["steps"]
        self.ended, self.attempts, self.outcome, self.statement_state = {}, {}, {}, {}
        self.clocks = {v: {"left": span(r["reliability"]["time_to_failure"]), "repair": None}
                       for v, r in self.resources.items() if "reliability" in r}
        started = set()
        services = {s["id"]: {"down_hours": 0, "degraded_hours": 0, "affected": 0.0, "outages": 0, "longest_hours": 0,
                              "tolerance_exceeded": 0, "limit_exceeded": 0, "run": 0, "planned": 0} for s in self.model["services"]}
        causes = {}
        for m in self.measures.values():
            if m.get("in_force_at_start"):
                self.enter(m["id"], 0)
        for t in range(self.horizon):
            for v, clock in self.clocks.items():
                if clock["repair"] == t:
                    clock["repair"] = None
                    clock["left"] = span(self.resources[v]["reliability"]["time_to_failure"])
                    clock["fresh"] = True
            begun = self.failures(t)
            while True:
                self.ends_and_beginnings(t)
                self.statements(t)
                self.settle(t, False)
                for v, clock, limit in begun:
                    law = self.resources[v]["reliability"]
                    lacking = any(self.level[n] < UP if n in self.level else n in self.blocked for n in law.get("needs", []))
                    limit[4] = t + span(law["time_to_repair"]) + (span(law["extra_if_unavailable"]) if lacking else 0)
                    clock["repair"] = limit[4]
                begun = []
                due = [i for i, s in enumerate(self.steps) if i not in started and self.due(s, t)]
                if not due:
                    if not any(w["end"] == t for w in self.working):
                        break
                    continue
                started.add(due[0])
                self.start_step(due[0], t)
                while True:                     # the other steps of this minute, in file order, before levels settle
                    more = [i for i, s in enumerate(self.steps) if i not in started and self.due(s, t)]
                    if not more:
                        break
                    started.add(more[0])
                    self.start_step(more[0], t)
            self.settle(t, True)
            for v, clock in self.clocks.items():
                operating = self.resources[v]["reliability"].get("ages") == "operating"
                if clock["left"] is not None and not (operating and self.level[v] == DOWN):
                    clock["left"] -= 1
            self.book(t, services, causes)
        for s in services.values():
            s["limit_exceeded"] = int(s["planned"] > 45)
            for key in ("down_hours", "degraded_hours", "longest_hours"):
                s[key] /= 60
            del s["run"], s["planned"]
        for m in self.measures:
            self.outcome.setdefault(m, {})["in_force"] = int(m in self.in_force)
        return services, {k: v / 60 for k, v in causes.items()}, self.outcome

    def due(self, step, t):
        if "at" in step:
            return int(step["at"][11:13]) * 60 + int(step["at"][14:16]) == t
        of = self.after_index(step)
        return of in self.ended and self.ended[of] + span(step["after"]["lag"]) == t

    def after_index(self, step):
        mine = self.steps.index(step)
        same = [i for i, s in enumerate(self.steps) if s.get("measure") == step["after"]["measure"]]
        before = [i for i in same if i < mine]
        return before[-1] if before else same[0]

    def book(self, t, services, causes):
        for s in self.model["services"]:
            level, booked = self.level[s["id"]], services[s["id"]]
            rate = s["demand"]["weekly"]["weekday"][t // 60] / 60
            if level == DOWN:
                if booked["run"] == 0:
                    booked["outages"] += 1
                served = s["fallback"]["capacity"] if booked["run"] < span(s["fallback"]["sustain"]) else s["fallback"]["exhausted"]
                booked["run"] += 1
                booked["down_hours"] += 1
                booked["longest_hours"] = max(booked["longest_hours"], booked["run"])
                booked["tolerance_exceeded"] |= int(booked["run"] > 60)
                booked["planned"] += bool(self.causes[s["id"]] & {"planned_work", "failed_change", "standing_effect"})
            else:
                booked["run"] = 0
                served = s["degraded_capacity"] if level == DEGRADED else 1
                booked["degraded_hours"] += level == DEGRADED
            booked["affected"] += rate * (1 - served)
            if level < UP:
                key = "+".join(sorted(self.causes[s["id"]]))
                causes[key] = causes.get(key, 0) + 1


# ---------------------------------------------------------------- comparison

def differences(program, model):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(model, file)
        file.flush()
        done = subprocess.run([program, "simulate", file.name, "--plan", "p", "--replications", "1", "--json", "-"],
                              capture_output=True, text=True)
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr.strip()[:600]}"]
    got = json.loads(done.stdout)
    services, causes, measures = Reference(model).run()
    found = []

    def compare(what, expected, actual):
        if abs(expected - actual) > 1e-9 * max(1.0, abs(expected)):
            found.append(f"{what}: expected {expected}, got {actual}")

    for service, figures in services.items():
        for key, expected in figures.items():
            compare(f"{service}.{key}", expected, got["services"][service][key]["mean"])
    if "" in causes:
        found.append("the reference lost time without a cause")
    for key in sorted(set(causes) | set(got["causes"])):
        compare(f"causes[{key}]", causes.get(key, 0.0), got["causes"].get(key, 0.0))
    for m, figures in measures.items():
        for key, expected in figures.items():
            compare(f"{m}.{key}", expected, got["measures"][m][key]["mean"])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    for seed in range(options.first, options.first + options.cases):
        found = differences(options.program, hospital(seed))
        if found:
            wrong += 1
            print(f"case {seed}:")
            print("\n".join("  " + line for line in found[:12]))
    print(f"{options.cases - wrong} of {options.cases} random plans agree with the minute-by-minute reference")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
