"""A small invented variation of Phụ lục III with a bonus and a penalty section, for tests."""

from __future__ import annotations

from cchc.campaign.folder import CampaignFolder
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.files import write_atomically

BONUS_CAP, PENALTY_CAP = 3, 2

_SECTIONS = """\
9,Điểm thưởng,3,,,,,,,,,,,bonus
9.1,Sáng kiến cải cách hành chính được công nhận,2,self,per_item(1),Số sáng kiến được công nhận trong năm,,\
sáng kiến,exclude,Quyết định công nhận sáng kiến,PNV,,,
9.2,Được cấp tỉnh khen thưởng về cải cách hành chính,2,self,yes_no,,,,,Quyết định khen thưởng,VP,,,
10,Điểm trừ,2,,,,,,,,,,,penalty
10.1,"Cán bộ, công chức bị xử lý kỷ luật liên quan đến công vụ",2,self,per_item(0.5),Số người bị kỷ luật,,\
người,exclude,,PNV,,,
10.2,Bị cấp trên phê bình bằng văn bản về cải cách hành chính,1,self,yes_no,,,,,,VP,,,
"""


def add_sections(folder: CampaignFolder) -> None:
    """Add both sections to the only criteria set of a campaign that has issued nothing yet: 9 (bonus, at
    most 3 of the 4 points offered) and 10 (penalty, at most 2 of 3).
    """
    (target,) = folder.criteria.iterdir()
    lines = (target / LINES_FILE).read_text(encoding="utf-8").splitlines()
    rows = [f"{lines[0]},section", *(f"{line}," for line in lines[1:])]
    text = "\n".join(rows) + "\n" + _SECTIONS
    write_atomically(target / LINES_FILE, text.encode())
    header = (target / HEADER_FILE).read_text(encoding="utf-8")
    assert header.count("counts = [8, 35, 79]") == 1
    header = header.replace("counts = [8, 35, 79]", "counts = [10, 39, 79]")
    write_atomically(target / HEADER_FILE, header.encode())
