#!/usr/bin/python3
"""34 groups of 2-of-3 repairable components with SimPy: the peer of `two_of_three_groups`.

Same model: times to failure and to repair are exponential with means of 1000 h and 10 h, ten years, all new at
the start; a group is down while fewer than two of its components are up. Prints one line of JSON. Runs with
SimPy 3 or later (Debian: python3-simpy3) and, where that is missing, SimPy 2 (Debian: python3-simpy).
"""
import json
import random
import sys
import time

try:
    import simpy
except ImportError:
    simpy = None
    import SimPy
    from SimPy.Simulation import Process, Simulation, hold

HOUR = 3600.0
HORIZON = 10 * 365 * 24 * HOUR
GROUPS, MEMBERS, NEEDED = 34, 3, 2


class Group:
    """Counts its members that are up and adds up the time with too few."""

    def __init__(self):
        self.up = MEMBERS
        self.since = 0.0
        self.down = 0.0

    def change(self, now, by):
        before, self.up = self.up, self.up + by
        if before >= NEEDED > self.up:
            self.since = now
        elif before < NEEDED <= self.up:
            self.down += now - self.since

    def close(self):
        if self.up < NEEDED:
            self.down += HORIZON - self.since


def component(env, group, count, draw):
    """A component in SimPy 3."""
    while True:
        yield env.timeout(draw(1 / (1000 * HOUR)))
        count[0] += 1
        group.change(env.now, -1)
        yield env.timeout(draw(1 / (10 * HOUR)))
        count[0] += 1
        group.change(env.now, +1)


def run_simpy_3(groups, count, draw):
    env = simpy.Environment()
    for group in groups:
        for _ in range(MEMBERS):
            env.process(component(env, group, count, draw))
    env.run(until=HORIZON)


def run_simpy_2(groups, count, draw):
    class Component(Process):
        def live(self, group):
            while True:
                yield hold, self, draw(1 / (1000 * HOUR))
                count[0] += 1
                group.change(self.sim.now(), -1)
                yield hold, self, draw(1 / (10 * HOUR))
                count[0] += 1
                group.change(self.sim.now(), +1)

    simulation = Simulation()
    simulation.initialize()
    for group in groups:
        for _ in range(MEMBERS):
            process = Component(sim=simulation)
            simulation.activate(process, process.live(group))
    simulation.simulate(until=HORIZON)


def replicate(seed):
    """One replication: (events, hours down over all groups)."""
    draw = random.Random(seed).expovariate
    groups = [Group() for _ in range(GROUPS)]
    count = [0]
    (run_simpy_3 if simpy else run_simpy_2)(groups, count, draw)
    for group in groups:
        group.close()
    return count[0], sum(group.down for group in groups) / HOUR


def main():
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    begin = time.perf_counter()
    results = [replicate(seed) for seed in range(replications)]
    seconds = time.perf_counter() - begin
    events = sum(result[0] for result in results)
    print(json.dumps({
        "version": getattr(simpy, "__version__", None) or SimPy.__version__,
        "replications": replications,
        "events": events,
        "ns_per_event": seconds / events * 1e9,
        "down_hours_per_replication": sum(result[1] for result in results) / replications,
    }))


if __name__ == "__main__":
    main()
