"""One whole interview, entered and coded by keyboard alone in a real browser, is what the file of the same says."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from lastseen.domain.coding import CodedSource, Ids
from lastseen.domain.encoding import encode
from lastseen.exchange.codings import read_coding
from lastseen.web.words import LANGUAGES
from tests.browser import PASSWORD, Look, looks, serving
from tests.conftest import REGISTRY_ID
from tests.totp import code_of

pytestmark = pytest.mark.enable_socket

TEXT = """질문: 누구를 찾고 계십니까?
대답: 우리 형 이𠀀이에요. 그때 조선 나이로 스물여섯이었습니다.
대답: 2006년 5월에 보위부 사람들이 혜산 우리 집에서 형을 잡아갔어요. 나는 문 뒤에서 보았습니다.
대답: 형수 한보람도 같이 끌려갔어요.
질문: 그 뒤 소식은요?
대답: 살았는지 아무도 모릅니다. 보위부에 물었지만 대답이 없었어요.
"""
WHOLE = Path(__file__).with_name("I-77.toml").read_text(encoding="utf-8")
"""The coding, as a file."""


@pytest.fixture
def folder(empty_registry: Path, tmp_path: Path) -> Path:
    """A registry in which nothing has happened."""
    return Path(shutil.copytree(empty_registry, tmp_path / "registry"))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(folder) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which the owner is in."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    enter(page, address)
    yield page
    context.close()


def enter(page: Page, address: str) -> None:
    """Log in for the first time, and set a second factor."""
    page.goto(f"{address}/entry/login/")
    page.locator("#id_login").fill("owner")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/entry/factors/")
    page.goto(f"{address}/entry/factors/app/")
    page.locator("#id_code").fill(code_of(page.locator("#secret").inner_text()))
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)


class Keys:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def settle(self) -> None:
        """Wait until the server has answered."""
        expect(self.page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, css: str, key: str = "Tab") -> None:
        """Press Tab until what is wanted has the focus."""
        for _ in range(250):
            if self.page.evaluate("css => document.activeElement.matches(css)", css):
                return
            self.press(key)
        raise AssertionError(f"no way to {css} by keyboard")

    def fill(self, name: str, text: str) -> None:
        self.to(f"[name='{name}']")
        self.type(text)

    def pick(self, name: str, typed: str, label: str) -> None:
        """Type into a picker until the term is found, and take it."""
        self.fill(name, typed)
        expect(self.page.locator("#terms-list [aria-selected=true]")).to_contain_text(label)
        self.press("Enter")
        expect(self.page.locator(f"[name='{name}']")).to_have_value(label)

    def read(self, sentence: str, more: int = 0) -> None:
        """Go to a sentence of the transcript, take in some more, and open the menu."""
        self.settle()
        self.press("Control+Alt+t", "Home")
        for _ in range(20):
            if self.page.evaluate("document.activeElement.textContent").startswith(sentence):
                break
            self.press("ArrowDown")
        for _ in range(more):
            self.press("Shift+ArrowDown")
        self.press("Enter")
        expect(self.page.locator("#menu")).to_be_visible()

    def begin(self, digit: str) -> None:
        """Begin a new entry from the words chosen."""
        self.press(digit)
        expect(self.page.locator("#menu")).to_be_hidden()
        self.settle()

    def attach(self, find: str) -> None:
        """Let the words chosen support a value."""
        self.to("#menu-find")
        self.type(find)
        expect(self.page.locator("#menu-fields li")).to_have_count(1)
        self.press("Enter")
        expect(self.page.locator("#menu")).to_be_hidden()
        self.settle()

    def add(self, kind: str) -> None:
        """Begin a new entry without any words."""
        self.settle()
        self.to(f"button[value='add:{kind}']")
        self.press("Enter")
        self.settle()


def take_in(keys: Keys, address: str) -> None:
    """Enter the interview."""
    keys.page.goto(f"{address}/interviews/new/")
    for name, text in (("name", "I-77"), ("day", "02022021"), ("language", "ko"), ("compartment", "border")):
        keys.to(f"[name={name}]")
        keys.type(text)
    keys.to("[name=text]")
    keys.page.keyboard.insert_text(TEXT)
    keys.to("form.new-interview button.primary")
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="I-77")).to_be_visible()
    expect(keys.page.locator(".title-row")).to_contain_text("2021-02-02")


def code_people(keys: Keys) -> None:
    """Open the workspace, and code two people from their passages."""
    keys.to("a[href$='/code/']")
    keys.press("Enter")
    keys.page.wait_for_url("**/code/", wait_until="load")
    expect(keys.page.locator("#transcript .s")).to_have_count(9)
    keys.read("대답: 우리 형")
    keys.to("#menu-words", "Shift+Tab")
    keys.press("Control+Home", *["ArrowRight"] * 4, "Shift+End", "Shift+ArrowLeft")
    keys.begin("1")
    keys.press("Control+a")
    keys.type("이𠀀")
    keys.pick("0.role.0.code", "vic", "Victim")
    keys.pick("0.sex.0.code", "남", "Male")
    keys.pick("0.relation_to_interviewee.0.code", "형제", "Brother or sister")
    keys.read("그때")
    keys.attach("p1 › Age")
    keys.type("조선 나이로 스물여섯")
    expect(keys.page.locator("[id='0.age.0.said']")).to_contain_text("24–25 full years")
    keys.read("대답: 형수")
    keys.begin("1")
    keys.press("Control+a")
    keys.type("한보람")
    keys.pick("1.role.0.code", "피해", "Victim")
    keys.to("[id='1.age.0.unknown']")
    keys.press("ArrowRight", "ArrowRight", "Space")


def code_case(keys: Keys) -> None:
    """What was done to both of them, in one case."""
    keys.add("case")
    keys.type("두 사람이 함께 끌려간 일")
    keys.read("대답: 2006")
    keys.begin("3")
    keys.type("arrest")
    keys.press("Enter")
    keys.to("[id='3.people.p1']", "Shift+Tab")
    keys.press("Space")
    keys.pick("3.authorities.0.code", "보위부", "Ministry of State Security")
    keys.fill("3.authorities.0.role", "Depr")
    keys.pick("3.place.0.code", "혜산", "Hyesan")
    keys.fill("3.start.0.told", "2006년 5월")
    expect(keys.page.locator("[id='3.start.0.said']")).to_have_text("= May 2006")
    keys.read("나는 문")
    keys.attach("s1 › How")
    keys.type("saw")
    keys.press("Enter")


def code_rest(keys: Keys) -> None:
    """Their tie, what became of the first, and what was answered."""
    keys.add("relation")
    keys.pick("4.relation.0.code", "배우자", "Husband or wife")
    keys.fill("4.other.0.account", "p1")
    keys.read("대답: 살았는지", more=1)
    keys.begin("4")
    keys.to("[id='5.people.p1']", "Shift+Tab")
    keys.press("Space", "Tab", "Space")
    keys.to("[id='5.status.0.unknown']")
    keys.press("Space")
    keys.read("보위부에 물었지만")
    keys.begin("6")
    keys.pick("6.response.0.code", "silent", "No answer")
    keys.to("[id='6.people.p1']", "Shift+Tab")
    keys.press("Space", "Tab", "Space")
    keys.settle()


def expected(folder: Path) -> CodedSource:
    """The same interview as the file of its coding says it."""
    (folder / "I-77.txt").write_text(TEXT, encoding="utf-8")
    (folder / "I-77.toml").write_text(WHOLE, encoding="utf-8")
    return read_coding(folder / "I-77.toml", Ids(REGISTRY_ID), "owner")


def test_an_interview_coded_by_keyboard_is_what_its_file_says(
    page: Page, address: str, folder: Path, tmp_path: Path
) -> None:
    keys = Keys(page)
    take_in(keys, address)
    code_people(keys)
    code_case(keys)
    code_rest(keys)
    expect(page.locator("#kept .badge")).to_have_count(0)
    look = Look(page, "en-1280-coded")
    look("code")
    keys.to("#hand-in", "Shift+Tab")
    keys.press("Enter")
    expect(page).to_have_url(f"{address}/interviews/I-77/")
    look("interview")
    assert look.wrong == {}
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.handed_in", str(folder), "I-77"], capture_output=True, check=True
    )
    held, coded = json.loads(told.stdout), expected(tmp_path)
    accounts = {str(account.id): [account.kind, account.external_id, encode(account)] for account in coded.accounts}
    assert held["passages"] == {str(p.id): [p.start, p.end, p.quote] for p in coded.passages}
    assert held["accounts"].keys() == accounts.keys()
    for id_, account in json.loads(json.dumps(accounts)).items():
        assert held["accounts"][id_] == account


def test_two_windows_lose_nothing_and_a_step_back_leads_to_the_other(page: Page, address: str) -> None:
    take_in(Keys(page), address)
    desk = f"{address}/interviews/I-77/code/"
    other = page.context.new_page()
    for window in (page, other):
        window.goto(desk)
    page.get_by_role("button", name="Person", exact=True).first.click()
    expect(page.locator("details.entry")).to_have_count(1)
    with page.expect_response("**/code/"):
        page.locator("[name='0.names.0.text']").fill("이𠀀")
    other.get_by_role("button", name="Case", exact=True).first.click()
    rivals = other.locator("#rivals")
    expect(rivals).to_be_visible()
    expect(rivals.locator("tbody tr")).to_have_count(1)
    rivals.get_by_role("button", name="Go on with the other").click()
    expect(rivals).to_be_hidden()
    expect(other.locator("[name='0.names.0.text']")).to_have_value("이𠀀")


def test_what_is_typed_after_the_session_ended_is_sent_once_somebody_is_in_again(page: Page, address: str) -> None:
    take_in(Keys(page), address)
    desk = f"{address}/interviews/I-77/code/"
    page.goto(desk)
    page.get_by_role("button", name="Case", exact=True).first.click()
    expect(page.locator("details.entry")).to_have_count(1)
    held = page.context.cookies()
    page.context.clear_cookies(name="lastseen")
    page.locator("[name='0.title.0.text']").fill("두 사람이 함께 끌려간 일")
    expect(page.locator("form.unsent")).to_have_count(1)
    page.context.add_cookies([{"name": one["name"], "value": one["value"], "url": address} for one in held])
    with page.expect_response("**/code/"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("form.unsent")).to_have_count(0)
    expect(page.locator("#toasts .toast")).to_have_count(0)
    page.goto(desk)
    expect(page.locator("[name='0.title.0.text']")).to_have_value("두 사람이 함께 끌려간 일")


def test_what_is_typed_while_the_server_is_away_is_sent_once_it_is_back(page: Page, address: str) -> None:
    take_in(Keys(page), address)
    page.goto(f"{address}/interviews/I-77/code/")
    page.get_by_role("button", name="Case", exact=True).first.click()
    expect(page.locator("details.entry")).to_have_count(1)
    page.context.set_offline(True)
    for title in ("두 사람이", "두 사람이 함께 끌려간 일"):
        with page.expect_event("requestfailed"):
            page.locator("[name='0.title.0.text']").fill(title)
    expect(page.get_by_text("What was typed last is not kept yet")).to_be_visible()
    expect(page.locator("#toasts .toast button")).to_have_count(1)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.context.set_offline(False)
    expect(page.get_by_text("What was typed last is not kept yet")).to_be_hidden()
    expect(page.locator("#toasts .toast")).to_have_count(0)
    page.reload()
    expect(page.locator("[name='0.title.0.text']")).to_have_value("두 사람이 함께 끌려간 일")


def test_words_chosen_with_the_mouse_are_those_cited(page: Page, address: str) -> None:
    take_in(Keys(page), address)
    page.goto(f"{address}/interviews/I-77/code/")
    page.evaluate(
        """() => {
            const text = document.evaluate("//*[@data-at][contains(., '스물여섯')]", document).iterateNext().firstChild;
            const name = document.evaluate("//*[@data-at][contains(., '우리 형')]", document).iterateNext().firstChild;
            getSelection().setBaseAndExtent(name, name.data.indexOf("𠀀") + 2, text, text.data.indexOf("조선"));
            name.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    expect(page.locator("#menu-words")).to_have_value("이에요. 그때")
    page.keyboard.press("1")
    start = TEXT.index("이에요")
    expect(page.locator("[name='0.names.0.spans']")).to_have_value(f"{start}-{start + 7}")


class Light(NamedTuple):
    """How a page is looked at: how wide, and by which light."""

    width: int
    scheme: Literal["light", "dark"]


LIGHTS = (Light(1280, "light"), Light(1280, "dark"), Light(390, "light"))


@pytest.mark.parametrize(
    ("language", "light"),
    looks([("en", LIGHTS[1]), ("ko", LIGHTS[2])], [(language, light) for language in LANGUAGES for light in LIGHTS]),
)
def test_no_page_of_the_interviews_keeps_anybody_out(
    browser: Browser, page: Page, address: str, language: str, light: Light
) -> None:
    take_in(Keys(page), address)
    width, scheme = light
    state = page.context.storage_state()
    context = browser.new_context(
        locale=language, viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state
    )
    context.add_cookies([{"name": "lastseen-language", "value": language, "url": address}])
    seen = context.new_page()
    look = Look(seen, f"{language}-{width}-{scheme}")
    seen.goto(f"{address}/interviews/I-77/code/")
    look("code-empty")
    seen.locator("#transcript .s").nth(1).press("Enter")
    look("code-menu")
    seen.keyboard.press("1")
    expect(seen.locator("[name='0.names.0.text']")).to_be_focused()
    seen.locator("[name='0.birth.0.told']").fill("one fine day")
    expect(seen.locator("[id='0.birth.0.said'] .alarm")).to_be_visible()
    seen.locator("[name='0.occupation.0.code']").fill("a")
    expect(seen.locator("#terms-list")).to_be_visible()
    look("code-picking")
    for name, path in (("list", ""), ("new", "new/"), ("interview", "I-77/"), ("consents", "I-77/consents/")):
        seen.goto(f"{address}/interviews/{path}")
        look(name)
    context.close()
    assert look.wrong == {}
