//! What holds for every command that writes: nothing is lost, whatever happens meanwhile.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use accord::store::Base;

use crate::common::{SMALL, accord, copy, folder};

/// The files of a base as whoever reads it finds them.
fn texts(base: &Path) -> Vec<(String, String)> {
    Base::open(base).unwrap().files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// `accord` in the background.
fn spawn(args: &[&str], base: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accord"));
    command.args(args).arg("--graph").arg(base).env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// `accord` with these words in front of it, as a shell takes them.
fn shell(before: &str, args: &[&str], base: &Path) -> Output {
    let script = format!("{before}; exec \"$@\"");
    let program = [env!("CARGO_BIN_EXE_accord")];
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).args(program).args(args).arg("--graph").arg(base).env_clear();
    command.output().unwrap()
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_it_leaves_the_old_base_or_the_new_one() {
    let add = ["add", "city", "--name", "Mensk", "--within", "gomel-oblast", "--background"];
    let pairs: [[&[&str]; 2]; 2] = [[&["rename", "minsk", "mensk-city"], &["rename", "mensk-city", "minsk"]], [&add, &["remove", "mensk"]]];
    for [there, back] in pairs {
        let base = copy();
        let changed = |args: &[&str]| assert!(spawn(args, &base).wait().unwrap().success(), "{args:?}");
        changed(there);
        let new = texts(&base);
        changed(back);
        let old = texts(&base);
        assert_ne!(old, new);

        let mut lots = fastrand::Rng::with_seed(7);
        let (mut done, mut broken_off) = (0, 0);
        // It closes in on the moment at which the files are written, however fast this machine is today.
        let mut milliseconds = 20.0;
        for run in 0..80 {
            let is_old = texts(&base) == old;
            let mut child = spawn(if is_old { there } else { back }, &base);
            std::thread::sleep(Duration::from_secs_f64(milliseconds * (0.9 + 0.2 * lots.f64()) / 1000.0));
            let _ = child.kill();
            let output = child.wait_with_output().unwrap();
            let found = texts(&base);
            assert!(found == old || found == new, "run {run}: {found:?}");
            let has_changed = (found == new) == is_old;
            assert!(!output.status.success() || has_changed, "run {run}: who was not killed has done it: {output:?}");
            if has_changed {
                done += 1;
                milliseconds *= 0.93;
            } else {
                broken_off += 1;
                milliseconds *= 1.07;
            }
        }
        assert!(done > 0 && broken_off > 0, "{done} done, {broken_off} broken off");
        // Whatever was left, the next change works, and cleans up.
        changed(if texts(&base) == old { there } else { back });
        let left: Vec<_> =
            fs::read_dir(&base).unwrap().map(|entry| entry.unwrap().file_name()).filter(|name| name != ".accord-lock").collect();
        assert_eq!(left.len(), old.len(), "{left:?}");
    }
}

#[test]
fn of_eight_who_write_at_once_each_is_done_or_told_that_the_base_is_busy() {
    let base = copy();
    let names: Vec<String> = (0..8).map(|number| format!("Town {number}")).collect();
    let children: Vec<Child> =
        names.iter().map(|name| spawn(&["add", "city", "--name", name, "--within", "gomel-oblast", "--background"], &base)).collect();
    let mut done = Vec::new();
    for (name, child) in names.iter().zip(children) {
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => done.push(name.to_lowercase().replace(' ', "-")),
            code => assert!(code == Some(2) && stderr.contains("another process is changing"), "{name}: {code:?} {stderr}"),
        }
    }
    assert!(!done.is_empty());
    let loaded = accord::store::read(Base::open(&base).unwrap());
    let mut added: Vec<String> = loaded.records.nodes.iter().map(|node| node.id.to_string()).filter(|id| id.starts_with("town-")).collect();
    added.sort();
    assert_eq!(added, done);
    assert_eq!(accord(&["check", "--graph", base.to_str().unwrap()]).code, 0);
}

#[test]
#[cfg(unix)]
fn on_a_full_disk_it_says_so_and_nothing_is_changed() {
    let base = copy();
    let before = texts(&base);
    // No file may grow larger than this, and whoever tries is told, as on a full disk.
    let output = shell("trap '' XFSZ; ulimit -f 1", &["rename", "minsk", "mensk"], &base);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("cannot write") && stderr.contains("nothing was changed"), "{stderr}");
    assert_eq!(texts(&base), before);
    assert!(!base.join(".accord-draft").exists(), "what is of no use is cleaned up");
    assert!(shell("true", &["rename", "minsk", "mensk"], &base).status.success());
}

#[test]
#[cfg(unix)]
fn in_a_folder_that_cannot_be_written_it_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let base = copy();
    let before = texts(&base);
    fs::set_permissions(&base, fs::Permissions::from_mode(0o555)).unwrap();
    let is_written_anyway = fs::write(base.join("probe"), "").is_ok();
    if is_written_anyway {
        eprintln!("skipped: whoever runs this test may write everywhere");
    } else {
        let output = spawn(&["rename", "minsk", "mensk"], &base).wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && stderr.contains("nothing was changed"), "{stderr}");
        assert_eq!(texts(&base), before);
        // To look needs no right to write.
        assert!(spawn(&["rename", "minsk", "mensk", "--dry-run"], &base).wait_with_output().unwrap().status.success());
    }
    fs::set_permissions(&base, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_built_in_base_is_not_changed() {
    for args in [
        &["fmt"][..],
        &["add", "city", "--name", "A", "--within", "minsk-oblast", "--background"],
        &["edit", "minsk", "note=a"],
        &["rename", "minsk", "mensk"],
        &["merge", "minsk", "brest"],
        &["remove", "minsk"],
    ] {
        let run = accord(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains("the built-in base cannot be changed") && run.stderr.contains("accord new"), "{}", run.stderr);
    }
}

#[test]
fn a_folder_that_is_no_base_stays_as_it_is() {
    let empty = folder("empty");
    let run = accord(&["rename", "a", "b", "--graph", empty.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is not a base"), "{}", run.stderr);
    assert_eq!(fs::read_dir(&empty).unwrap().count(), 0);
}

#[test]
fn what_would_not_be_sound_is_refused_with_its_finding_and_nothing_is_written() {
    for args in [
        &[
            "add",
            "agreement",
            "--form",
            "twinning",
            "--party",
            "gomel",
            "--party",
            "gansu",
            "--date",
            "2012",
            "--until",
            "2010",
            "--status",
            "signed",
            "--source",
            "book",
        ][..],
        &["edit", "gomel", "within=xuzhou", "within=gomel"],
        &["edit", "xcmg", "--unset", "sources"],
        &["remove", "gansu", "--with-ties"],
        &["merge", "tractor-works", "xcmg", "--prefer", "a"],
    ] {
        let base = copy();
        let before = texts(&base);
        let run = accord(&[args, &["--graph", base.to_str().unwrap()]].concat());
        assert_eq!(run.code, 1, "{args:?}: {run:?}");
        assert!(run.stdout.contains("error[") && run.stdout.contains("Nothing was changed"), "{}", run.stdout);
        assert_eq!(texts(&base), before);
    }
    assert_eq!(texts(Path::new(SMALL)).len(), 6);
}

#[test]
fn a_dry_run_shows_a_difference_that_patch_can_apply_and_writes_nothing() {
    let base = copy();
    let before = texts(&base);
    let graph = base.to_str().unwrap();
    let run = accord(&["rename", "xcmg", "xuzhou-machinery", "--dry-run", "--graph", graph]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout
            .contains("-        founders: [\"tractor-works\", \"xcmg\"],\n+        founders: [\"tractor-works\", \"xuzhou-machinery\"],\n")
    );
    assert_eq!(texts(&base), before);
    let names: Vec<_> = fs::read_dir(&base).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.starts_with('.')), "{names:?}");
}
