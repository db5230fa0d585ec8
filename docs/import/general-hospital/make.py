#!/usr/bin/env python3
"""Writes advisories for the general hospital and what its people decided: real CVE numbers, the affected and fixed
versions that scenarios/general-hospital/70-vulnerabilities.json goes by, invented publishers. Four formats, as they arrive in a hospital: the NVD's JSON,
CSAF, MyJVN's VULDEF (XML) and the KEV catalogue. Run it in this folder: ./make.py"""
import json
from xml.sax.saxutils import escape

DATE = "2026-12-01T00:00:00Z"


def write(name, content):
    with open(name, "w", encoding="utf-8") as out:
        out.write(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1) + "\n")


# ---- NVD: products by CPE, bounds of versions
def cpe(part, vendor, product, version="*", update="*"):
    return f"cpe:2.3:{part}:{vendor}:{product}:{version}:{update}:*:*:*:*:*:*"


def nvd_entry(cve, published, description, vector, matches):
    version = vector[5:8]
    return {"cve": {
        "id": cve, "published": published + "T00:00:00.000", "lastModified": "2026-12-01T00:00:00.000",
        "vulnStatus": "Analyzed",
        "descriptions": [{"lang": "en", "value": description}],
        "metrics": {f"cvssMetricV{version.replace('.', '')}": [
            {"source": "example.com", "type": "Primary", "cvssData": {"version": version, "vectorString": vector}}]},
        "configurations": [{"nodes": [{"operator": "OR", "negate": False, "cpeMatch": matches}]}]}}


def between(criteria, **bounds):
    return {"vulnerable": True, "criteria": criteria, **bounds}


FORTIOS = cpe("o", "fortinet", "fortios")
NVD = [
    nvd_entry("CVE-2024-21762", "2024-02-09", "FortiOS SSL-VPN out-of-bounds write",
              "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
              [between(FORTIOS, versionStartIncluding="6.0.0", versionEndIncluding="6.0.17"),
               between(FORTIOS, versionStartIncluding="7.0.0", versionEndExcluding="7.0.14")]),
    nvd_entry("CVE-2018-13379", "2019-06-04", "FortiOS SSL-VPN path traversal",
              "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
              [between(FORTIOS, versionStartIncluding="5.6.3", versionEndIncluding="5.6.7"),
               between(FORTIOS, versionStartIncluding="6.0.0", versionEndIncluding="6.0.4")]),
    nvd_entry("CVE-2023-4966", "2023-10-10", "NetScaler Gateway information disclosure",
              "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:L",
              [between(cpe("a", "citrix", "netscaler_gateway"), versionStartIncluding="13.1",
                       versionEndExcluding="13.1-49.15")]),
    nvd_entry("CVE-2024-40711", "2024-09-07", "Veeam Backup & Replication remote code execution",
              "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
              [between(cpe("a", "veeam", "backup_\\&_replication"), versionEndExcluding="12.2.0.334")]),
    nvd_entry("CVE-2023-43208", "2023-10-26", "Mirth Connect remote code execution before login",
              "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
              [between(cpe("a", "nextgen", "mirth_connect"), versionEndExcluding="4.4.1")]),
    nvd_entry("CVE-2021-44228", "2021-12-10", "Apache Log4j2 remote code execution",
              "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
              [between(cpe("a", "apache", "log4j"), versionStartIncluding="2.0.1", versionEndExcluding="2.15.0")]),
]
write("advisories/nvd.json", {"resultsPerPage": len(NVD), "startIndex": 0, "totalResults": len(NVD), "format": "NVD_CVE",
                   "version": "2.0", "timestamp": "2026-12-01T00:00:00.000", "vulnerabilities": NVD})


# ---- CSAF: affected and fixed versions, what to do
def csaf(number, title, vulnerabilities, vendor):
    """vulnerabilities: (cve, vector, [(product, affected, fixed)], [(category, details, restart)])"""
    products = sorted({p for _, _, rows, _ in vulnerabilities for p, _, _ in rows})
    branches, listed, ids = [], [], {}
    for product in products:
        versions = sorted({v for _, _, rows, _ in vulnerabilities for p, a, f in rows if p == product
                           for v in (a, f) if v})
        leaves = []
        for version in versions:
            ids[product, version] = f"P{len(ids) + 1}"
            kind = "product_version_range" if version.startswith("vers:") else "product_version"
            leaves.append({"category": kind, "name": version, "product": {
                "product_id": ids[product, version], "name": f"{vendor} {product} {version}"}})
        branches.append({"category": "product_name", "name": product, "branches": leaves})
    for cve, vector, rows, remedies in vulnerabilities:
        affected = [ids[p, a] for p, a, _ in rows if a]
        fixed = [ids[p, f] for p, _, f in rows if f]
        status = {}
        if affected:
            status["known_affected"] = affected
        if fixed:
            status["fixed"] = fixed
        entry = {"cve": cve, "product_status": status}
        if vector:
            version = vector[5:8]
            entry["scores"] = [{"products": affected or fixed,
                                "cvss_v3": {"version": version, "vectorString": vector}}]
        entry["remediations"] = [
            {"category": category, "details": details, "product_ids": affected,
             **({"restart_required": {"category": restart}} if restart else {})}
            for category, details, restart in remedies if affected]
        if not entry["remediations"]:
            del entry["remediations"]
        listed.append(entry)
    write(f"advisories/{number.lower()}.json", {
        "document": {
            "category": "csaf_security_advisory", "csaf_version": "2.0", "lang": "ja",
            "notes": [{"category": "general",
                       "text": "青嶺総合病院（架空）のために書いた見本。発行者は架空、CVE 番号と版は"
                               " scenarios/general-hospital/70-vulnerabilities.json の出典による。"}],
            "publisher": {"category": "coordinator", "name": "Sample advisories", "namespace": "https://example.com"},
            "title": title,
            "tracking": {"id": number, "status": "final", "version": "1", "initial_release_date": DATE,
                         "current_release_date": DATE,
                         "revision_history": [{"number": "1", "date": DATE, "summary": "初版"}]}},
        "product_tree": {"branches": [{"category": "vendor", "name": vendor, "branches": branches}]},
        "vulnerabilities": listed})


def below(version):
    return f"vers:generic/<{version}"


def from_on(version):
    return f"vers:generic/>={version}"


WINDOWS = [("Windows Server 2016", "10.0.14393.7969"), ("Windows Server 2019", "10.0.17763.7136"),
           ("Windows Server 2022", "10.0.20348.3453")]
csaf("SAMPLE-WINDOWS", "Windows の権限昇格", [
    ("CVE-2025-29824", "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H",
     [(name, below(fixed), from_on(fixed)) for name, fixed in WINDOWS],
     [("vendor_fix", "月例の更新プログラムを適用する。", "system")]),
    ("CVE-2020-1472", "", [("Windows Server 2019", below("10.0.17763.1397"), from_on("10.0.17763.1397"))],
     [("vendor_fix", "2020年8月以降の更新プログラムを適用する。", "system")])], "Microsoft")
csaf("SAMPLE-VSPHERE", "仮想基盤の脆弱性", [
    ("CVE-2024-38812", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
     [("vCenter Server", "vers:generic/>=8.0|<8.0 U3b", "8.0 U3b")],
     [("vendor_fix", "8.0 U3b へ更新する。", "system")]),
    ("CVE-2024-37085", "CVSS:3.1/AV:N/AC:L/PR:H/UI:R/S:U/C:H/I:H/A:H",
     [("ESXi", "vers:generic/>=8.0|<8.0 U3", "8.0 U3")],
     [("vendor_fix", "8.0 U3 へ更新する。", "system"),
      ("workaround", "ドメイン参加に使う管理者グループの設定を既定から変える。", "none")])], "VMware")
csaf("SAMPLE-PHILIPS", "画像系システムの脆弱性", [
    ("CVE-2023-40159", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:H/A:N",
     [("Vue PACS", below("12.2.8.410"), from_on("12.2.8.410"))],
     [("vendor_fix", "12.2.8.410 以降へ更新する。", "")]),
    ("CVE-2017-0144", "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H",
     [("IntelliSpace Portal", "8.0", "")],
     [("mitigation", "他の機器から届かない区画に置く。", "")])], "Philips")
csaf("SAMPLE-FUJIFILM", "CR 読取装置の telnet", [
    ("CVE-2019-10950", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
     [("FCR XC-2 (CR-IR 357)", "vers:all/*", "")],
     [("mitigation", "Secure Host 機能で相手を限る。", "")])], "Fujifilm")
csaf("SAMPLE-GE", "セントラルモニタの設定画面", [
    ("CVE-2020-6962", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
     [("CARESCAPE Central Station (CSCS)", "2.0", "")],
     [("mitigation", "モニタの区画を院内ネットワークから分ける。", "")])], "GE Healthcare")

# ---- MyJVN: Japanese prose about versions
write("advisories/jvn-postgresql.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<VULDEF-Document version="3.2" xmlns="http://jvn.jp/vuldef/" xmlns:vuldef="http://jvn.jp/vuldef/"
 xmlns:status="http://jvndb.jvn.jp/myjvn/Status" xml:lang="ja">
 <Vulinfo>
  <VulinfoID>JVNDB-2024-999002</VulinfoID>
  <VulinfoData>
   <Title>PostgreSQL の PL/Perl における環境変数の扱い（青嶺総合病院のために書いた見本）</Title>
   <VulinfoDescription><Overview>{escape("PL/Perl が環境変数を十分に制限していません。")}</Overview></VulinfoDescription>
   <Affected>
    <AffectedItem affectedstatus="vulnerable">
     <Name>PostgreSQL.org</Name><ProductName>PostgreSQL</ProductName>
     <VersionNumber>14.14 未満の 14 系</VersionNumber>
    </AffectedItem>
   </Affected>
   <Impact><Cvss version="3.0"><Severity type="Base">High</Severity><Base>8.8</Base>
    <Vector>CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H</Vector></Cvss></Impact>
   <Solution><SolutionItem><Description>[アップデートする] 14.14 へ更新する。データベースの再起動が必要。</Description>
   </SolutionItem></Solution>
   <Related><RelatedItem type="advisory"><Name>Common Vulnerabilities and Exposures (CVE)</Name>
    <VulinfoID>CVE-2024-10979</VulinfoID></RelatedItem></Related>
   <DateFirstPublished>2024-11-14T00:00:00+09:00</DateFirstPublished>
   <DateLastUpdated>2026-12-01T00:00:00+09:00</DateLastUpdated>
   <DatePublic>2024-11-14T00:00:00+09:00</DatePublic>
  </VulinfoData>
 </Vulinfo>
</VULDEF-Document>
""")

# ---- KEV: dates as in CISA's catalogue of 2025.08.25
KEV = [("CVE-2024-21762", "Fortinet", "FortiOS", "2024-02-09", "Known"),
       ("CVE-2018-13379", "Fortinet", "FortiOS", "2021-11-03", "Known"),
       ("CVE-2023-4966", "Citrix", "NetScaler ADC and NetScaler Gateway", "2023-10-18", "Known"),
       ("CVE-2025-29824", "Microsoft", "Windows", "2025-04-08", "Known"),
       ("CVE-2020-1472", "Microsoft", "Netlogon", "2021-11-03", "Known"),
       ("CVE-2017-0144", "Microsoft", "SMBv1", "2022-02-10", "Known"),
       ("CVE-2024-37085", "VMware", "ESXi", "2024-07-30", "Known"),
       ("CVE-2024-38812", "VMware", "vCenter Server", "2024-11-20", "Unknown"),
       ("CVE-2024-40711", "Veeam", "Backup & Replication", "2024-10-17", "Known"),
       ("CVE-2023-43208", "NextGen Healthcare", "Mirth Connect", "2024-05-20", "Known"),
       ("CVE-2021-44228", "Apache", "Log4j2", "2021-12-10", "Known")]
write("advisories/kev.json", {
    "title": "Sample of the catalogue of known exploited vulnerabilities", "catalogVersion": "2025.08.25",
    "dateReleased": "2025-08-25T00:00:00.0000Z", "count": len(KEV),
    "vulnerabilities": [{"cveID": cve, "vendorProject": vendor, "product": product, "vulnerabilityName": product,
                         "dateAdded": added, "shortDescription": "", "requiredAction": "", "dueDate": added,
                         "knownRansomwareCampaignUse": ransomware, "notes": "", "cwes": []}
                        for cve, vendor, product, added, ransomware in KEV]})

# ---- what the hospital's people know that no advisory says
PEOPLE = [(f"pc-{name}", "confirm", "CVE-2025-29824", "端末管理サーバの一覧で、更新前の版であることを確認した", "情報システム係 2026-12-03")
          for name in ("outpatient", "reception", "ward-3f", "ward-4f", "ward-5f", "doctors")] + [
    ("vcenter", "reject", "CVE-2021-44228", "8.0 は修正後に公開された版（あけぼのの回答）", "情報システム係 2026-12-03"),
    ("kiosk-app", "reject", "CVE-2021-44228", "Java を使っていない（さかきの回答）", "情報システム係 2026-12-03"),
    ("ct-1", "reject", "CVE-2017-0144", "SMB サーバ機能を使わない（メーカー開示書）", "放射線科 2026-12-04")]
write("decisions.json", {"format": "hakyu-decisions/1", "decisions": [
    {"decision": verdict, "resource": resource, "vulnerability": cve, "reason": reason, "by": by.split()[0],
     "date": by.split()[1]} for resource, verdict, cve, reason, by in PEOPLE]})
