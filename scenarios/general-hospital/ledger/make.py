#!/usr/bin/env python3
"""Writes the ledger (台帳) of this hospital from its model files, as an Excel workbook and as CSV in CP932.

    make.py           writes ledger.xlsx, ledger-cp932.csv, connections-cp932.csv and mapping.jsonc
    make.py --check   compares what it would write with what is there (status 1 if it differs)

The ledger looks as ledgers of hospitals look: title rows, line breaks in headings, merged cells, 同上 and 〃, full-width
figures, Japanese eras beside dates of the spreadsheet, a device that was disposed of. What a ledger has no place for is
left out: see ../README.md. The same model gives the same bytes (of the workbook: of its parts).
"""
import glob, io, json, os, sys, zipfile
from datetime import date
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
TITLE = "青嶺総合病院 情報機器等台帳(2026年12月現在)"
KINDS = {
    "facility": "設備", "power": "電源装置", "network": "ネットワーク機器", "firewall": "ファイアウォール", "vpn": "ＶＰＮ装置",
    "appliance": "アプライアンス", "server": "物理サーバ", "hypervisor": "仮想化基盤", "virtual_machine": "仮想サーバ",
    "storage": "ストレージ", "operating_system": "ＯＳ", "database": "データベース", "middleware": "ミドルウェア",
    "application": "業務システム", "workstation": "端末ＰＣ", "medical_device": "医療機器", "cloud_service": "クラウドサービス",
    "external_system": "外部接続先", "backup": "バックアップ"}
SYSTEMS = {
    "ehr-system": "電子カルテ", "network": "院内ネットワーク", "clients": "端末", "directory-system": "認証基盤", "platform": "仮想基盤",
    "power": "電気・空調", "imaging": "画像", "edge": "外部接続", "laboratory": "検体検査", "monitoring": "生体情報モニタ",
    "modalities": "撮影装置", "pharmacy-system": "薬剤", "nurse-call-system": "ナースコール", "acute-care": "手術・重症",
    "eligibility": "オンライン資格確認", "endpoint": "端末管理", "ehr-reference": "電子カルテ参照系", "backup": "バックアップ",
    "physiology": "生理検査", "transfusion-system": "輸血・病理", "dialysis-system": "透析", "kiosk-system": "再来受付",
    "document-system": "文書", "regional-system": "地域連携", "endoscopy-system": "内視鏡", "perinatal-system": "周産期",
    "kitchen": "給食委託", "office": "事務", "chemotherapy-system": "化学療法", "meal-system": "給食", "billing-system": "医事会計",
    "checkup-system": "健診", "telephone": "電話"}
RELATIONS = {
    "power": "電源", "host": "稼働", "network": "ネットワーク", "authentication": "認証", "data": "データ", "order": "オーダ",
    "licence": "ライセンス", "version": "版", "certificate": "証明書", "support": "保守", "other": "その他"}
HEADINGS = [
    ("管理番号", "asset_number"), ("機器名", "name"), ("ホスト名", "host_name"), ("機器\n種別", "kind"), ("システム名", "system"),
    ("セグメント", "zone"), ("メーカー", "maker"), ("型式", "model"), ("ソフトウェア", "software"), ("バージョン", "version"),
    ("台数", "quantity"), ("設置場所", "location"), ("利用部署", "department"), ("利用者", "users"), ("所有者", "owner"),
    ("保守業者", "maintainer"), ("リモート\n保守", "remote"), ("リモート保守業者", "remote_party"), ("リモート保守経路", "remote_via"),
    ("稼働基盤", "runs_on"), ("調達区分", "procurement"), ("サポート\n終了日", "support_ends"), ("最終確認日", "last_confirmed"),
    ("ステータス", "usable"), ("備考", "note")]
LINKS = [("利用側", "from"), ("提供側", "to"), ("依存の種別", "relation"), ("申告者", "claimed_by"), ("確認者", "confirmed_by"),
         ("確認日", "date")]
BLANK_MEANS_ABOVE = {"system"}


class Day(date):
    """A date that stands in the workbook as a date, not as text."""


def without_comments(text):
    out, i, quoted = [], 0, False
    while i < len(text):
        if quoted:
            if text[i] == "\\":
                out.append(text[i])
                i += 1
            quoted = text[i] != '"' or text[i - 1] == "\\"
        elif text[i] == '"':
            quoted = True
        elif text.startswith("//", i):
            i = text.index("\n", i)
        elif text.startswith("/*", i):
            i = text.index("*/", i) + 2
            continue
        out.append(text[i])
        i += 1
    return "".join(out)


def read_model():
    model = {}
    for file in sorted(glob.glob(os.path.join(HERE, "..", "*.json"))):
        with open(file, encoding="utf-8") as text:
            for section, things in json.loads(without_comments(text.read())).items():
                if isinstance(things, list):
                    model.setdefault(section, []).extend(things)
    return model


def ja(text):
    return text if isinstance(text, str) else text.get("ja", "") if text else ""


def full_width(number):
    return "".join(chr(ord(c) + 0xFEE0) for c in str(number))


def in_era(day):
    return "令和%d年%d月%d日" % (day.year - 2018, day.month, day.day)


def device_rows(model):
    party = {p["id"]: ja(p["name"]) for p in model["parties"]}
    party["hospital"] = "病院"
    zone = {z["id"]: ja(z["name"]) for z in model["zones"]}
    rows = []
    for r in model["resources"]:
        lines, software = r.get("remote_maintenance", []), r.get("software", [])
        versions = [s["version"] for s in software]
        row = {
            "asset_number": r.get("asset_number", ""), "name": ja(r["name"]), "host_name": r["id"], "kind": KINDS[r["kind"]],
            "system": SYSTEMS.get(r.get("system"), "-"), "zone": zone.get(r.get("zone"), ""), "maker": r.get("maker", ""),
            "model": r.get("model", ""), "location": ja(r.get("location")), "department": ja(r.get("department")),
            "users": ja(r.get("users")), "owner": party.get(r.get("owner"), ""), "maintainer": party.get(r.get("maintainer"), "不明"),
            "remote": "○" if lines else "", "remote_via": "、".join(line["via"] for line in lines),
            "remote_party": "、".join(party[line["party"]] for line in lines), "runs_on": r.get("runs_on", ""),
            "procurement": {"bought": "買取", "leased": "リース", "service": "サービス利用"}.get(r.get("procurement"), ""),
            "usable": "利用中", "note": ja(r.get("note")),
            "quantity": full_width(r["quantity"]) + "台" if "quantity" in r else ""}
        if len(software) == 1:
            row["software"], row["version"] = software[0]["name"], versions[0]
        else:
            row["software"] = "、".join(s["name"] + " " + s["version"] for s in software)
        if "support_ends" in r:
            row["support_ends"] = in_era(date.fromisoformat(r["support_ends"]))
        if "last_confirmed" in r:
            row["last_confirmed"] = Day.fromisoformat(r["last_confirmed"])
        rows.append(row)
    rows.append({"asset_number": "SV-009", "name": "旧検査サーバ", "kind": KINDS["server"], "system": "検体検査", "maintainer": "不明",
                 "host_name": "old-lis", "usable": "廃棄済", "note": "2025年3月に更新、廃棄"})
    return rows


def as_written(rows):
    """What people do not write twice: the same maintainer as above is 同上, the same segment 〃, the system is left blank."""
    above, out = {}, []
    for row in rows:
        cells = []
        for _, field in HEADINGS:
            value = row.get(field, "")
            same = value and above.get(field) == value
            # 〃 below a blank cell would mean a blank
            above[field] = value
            if same and field in BLANK_MEANS_ABOVE:
                value = ""
            elif same and field == "maintainer":
                value = "同上"
            elif same and field == "zone":
                value = "〃"
            cells.append(value)
        out.append(cells)
    return out


def link_rows(model):
    party = {p["id"]: ja(p["name"]) for p in model["parties"]}
    rows = []

    def add(node, requirement, claimed="", confirmed="", day=""):
        for key in ("all_of", "any_of", "of"):
            for provider in requirement.get(key, []):
                rows.append([node, provider, RELATIONS.get(requirement.get("kind"), ""), claimed, confirmed, day])

    for r in model["resources"]:
        for each in r.get("requires", []):
            add(r["id"], {"all_of": [each]} if isinstance(each, str) else each)
    for d in model["dependencies"]:
        add(d["from"], d["requirement"], party.get(d.get("claimed_by"), ""), "、".join(party[p] for p in d.get("confirmed_by", [])),
            Day.fromisoformat(d["date"]) if "date" in d else "")
    return rows


def csv_cell(value):
    text = "%d/%d/%d" % (value.year, value.month, value.day) if isinstance(value, date) else value
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


def csv(rows):
    return "".join(",".join(csv_cell(c) for c in row) + "\r\n" for row in rows).encode("cp932")


def column(number):
    return (column(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


class Workbook:
    def __init__(self):
        self.strings, self.sheets = {}, []

    def add(self, name, rows, merged):
        xml = []
        for r, row in enumerate(rows, 1):
            cells = "".join(self.cell(column(c) + str(r), value) for c, value in enumerate(row) if value != "")
            xml.append('<row r="%d">%s</row>' % (r, cells))
        merges = "".join('<mergeCell ref="%s"/>' % m for m in merged)
        self.sheets.append((name, "<sheetData>%s</sheetData><mergeCells count=\"%d\">%s</mergeCells>" % ("".join(xml), len(merged), merges)))

    def cell(self, place, value):
        if isinstance(value, date):
            return '<c r="%s" s="1"><v>%d</v></c>' % (place, (value - date(1899, 12, 30)).days)
        return '<c r="%s" t="s"><v>%d</v></c>' % (place, self.strings.setdefault(value, len(self.strings)))

    def parts(self):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/"
        content = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        sheets = range(1, len(self.sheets) + 1)
        relation = '<Relationship Id="rId%d" Type="' + office + '/%s" Target="%s"/>'
        part = '<Override PartName="/xl/%s" ContentType="' + content + '%s+xml"/>'
        yield "[Content_Types].xml", head + '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (
            package, part % ("workbook.xml", "sheet.main") + "".join(part % ("worksheets/sheet%d.xml" % i, "worksheet") for i in sheets)
            + part % ("styles.xml", "styles") + part % ("sharedStrings.xml", "sharedStrings"))
        yield "_rels/.rels", head + '<Relationships xmlns="%srelationships">%s</Relationships>' % (package, relation % (1, "officeDocument", "xl/workbook.xml"))
        yield "xl/workbook.xml", head + '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (
            main, office, "".join('<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape(name), i, i) for i, (name, _) in enumerate(self.sheets, 1)))
        yield "xl/_rels/workbook.xml.rels", head + '<Relationships xmlns="%srelationships">%s</Relationships>' % (
            package, "".join(relation % (i, "worksheet", "worksheets/sheet%d.xml" % i) for i in sheets)
            + relation % (len(self.sheets) + 1, "styles", "styles.xml") + relation % (len(self.sheets) + 2, "sharedStrings", "sharedStrings.xml"))
        yield "xl/styles.xml", head + '<styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>' % main
        yield "xl/sharedStrings.xml", head + '<sst xmlns="%s">%s</sst>' % (main, "".join('<si><t xml:space="preserve">%s</t></si>' % escape(s) for s in self.strings))
        for i, (_, xml) in enumerate(self.sheets, 1):
            yield "xl/worksheets/sheet%d.xml" % i, head + '<worksheet xmlns="%s">%s</worksheet>' % (main, xml)

    def bytes(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, text in self.parts():
                archive.writestr(zipfile.ZipInfo(name, (2026, 12, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)
        return out.getvalue()


def with_title(title, headings, rows):
    return [[title], [], [heading for heading, _ in headings]] + rows


def merged_systems(sheet):
    """The cells of a system over its rows are one."""
    at = next(i for i, (_, field) in enumerate(HEADINGS) if field == "system")
    merges, first = [], 4
    for number in range(5, len(sheet) + 2):
        if number > len(sheet) or sheet[number - 1][at] != "":
            if number - 1 > first:
                merges.append("%s%d:%s%d" % (column(at), first, column(at), number - 1))
            first = number
    return merges


def mapping(model):
    party = {ja(p["name"]): p["id"] for p in model["parties"]}
    party["病院"] = "hospital"
    return {
        "format": "hakyu-mapping/1",
        "title": {"ja": "青嶺総合病院の台帳", "en": "Ledger of Aone General Hospital"},
        "note": "made by make.py; ids are the host names, so that other model files can refer to them",
        "key": "host_name",
        "columns": {heading.replace("\n", ""): field for heading, field in HEADINGS},
        "connections": dict(LINKS),
        "values": {"kind": {word: kind for kind, word in KINDS.items()}, "system": {word: system for system, word in SYSTEMS.items()},
                   "zone": {ja(z["name"]): z["id"] for z in model["zones"]}, "maintainer": party},
        "blank_means_above": sorted(BLANK_MEANS_ABOVE),
        "required": ["asset_number", "host_name", "kind"]}


def files():
    model = read_model()
    devices = with_title(TITLE, HEADINGS, as_written(device_rows(model)))
    links = with_title("接続・依存関係一覧", LINKS, link_rows(model))
    book = Workbook()
    book.add("情報機器等台帳", devices, ["A1:H1"] + merged_systems(devices))
    book.add("接続一覧", links, ["A1:D1"])
    yield "ledger.xlsx", book.bytes()
    yield "ledger-cp932.csv", csv(devices)
    yield "connections-cp932.csv", csv(links)
    yield "mapping.jsonc", (json.dumps(mapping(model), ensure_ascii=False, indent=2) + "\n").encode()


def parts_of(name, content):
    """Compression differs from one zlib to the next; the parts do not."""
    if not name.endswith(".xlsx"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(each, archive.read(each)) for each in archive.namelist()]


def main():
    stale = []
    for name, content in files():
        path = os.path.join(HERE, name)
        if "--check" not in sys.argv[1:]:
            with open(path, "wb") as file:
                file.write(content)
        elif not os.path.exists(path) or parts_of(name, open(path, "rb").read()) != parts_of(name, content):
            stale.append(name)
    for name in stale:
        print("%s is not what the model says; run make.py" % name, file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
