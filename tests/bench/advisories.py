#!/usr/bin/env python3
"""Writes a hospital of N devices and a file of M vulnerabilities in the form of the NVD.

    advisories.py DEVICES VULNERABILITIES FOLDER

FOLDER/model.json and FOLDER/nvd.json. Makers, products and versions are drawn from a fixed seed: 30,000 products of
8,000 makers, a few of them with very many vulnerabilities (as in the real catalogue); the devices run 2 of the 2,000
products with the most. No name is that of a real product.
"""
import json
import random
import sys

SYLLABLES = "ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ra ri ru re ro".split()


def word(draw, length):
    return "".join(draw.choice(SYLLABLES) for _ in range(length))


def products(draw):
    """(maker, product) with the most frequent first; no two are the same."""
    makers = sorted({word(draw, 4) for _ in range(8000)})
    draw.shuffle(makers)
    found = {}
    while len(found) < 30000:
        found[(draw.choice(makers), word(draw, 3) + draw.choice(["", "_server", "_viewer", "_firmware"]))] = None
    return list(found)


def version(draw):
    return f"{draw.randint(1, 9)}.{draw.randint(0, 9)}.{draw.randint(0, 9)}"


def entry(draw, number, known):
    matches = []
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        maker, product = known[int(len(known) * draw.random() ** 3)]
        end = version(draw)
        matches.append({"vulnerable": True, "matchCriteriaId": f"{number:032d}",
                        "criteria": f"cpe:2.3:a:{maker}:{product}:*:*:*:*:*:*:*:*", "versionEndExcluding": end})
    identifier = f"CVE-2024-{100000 + number}"
    return {"cve": {
        "id": identifier, "published": "2024-01-01T00:00:00.000", "lastModified": "2024-02-01T00:00:00.000",
        "vulnStatus": "Analyzed", "descriptions": [{"lang": "en", "value": f"A weakness, number {number}."}],
        "metrics": {"cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary", "cvssData": {
            "version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8}}]},
        "configurations": [{"nodes": [{"operator": "OR", "negate": False, "cpeMatch": matches}]}]}}


def main():
    devices, vulnerabilities, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    draw = random.Random(1)
    known = products(draw)
    resources = []
    for i in range(devices):
        software = []
        for maker, product in draw.sample(known[:2000], 2):
            software.append({"name": product.replace("_", " "), "vendor": maker, "version": version(draw)})
        resources.append({"id": f"device-{i}", "kind": "server", "name": f"Device {i}", "software": software})
    with open(f"{folder}/model.json", "w", encoding="utf-8") as file:
        json.dump({"format": "hakyu/1", "resources": resources}, file)
    with open(f"{folder}/nvd.json", "w", encoding="utf-8") as file:
        file.write(f'{{"resultsPerPage":{vulnerabilities},"startIndex":0,"totalResults":{vulnerabilities},'
                   '"format":"NVD_CVE","version":"2.0","timestamp":"2026-11-01T00:00:00.000","vulnerabilities":[\n')
        for number in range(vulnerabilities):
            file.write((",\n" if number else "") + json.dumps(entry(draw, number, known)))
        file.write("]}\n")


if __name__ == "__main__":
    main()
