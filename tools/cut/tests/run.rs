//! Both halves of a module are run together, and do what the whole does.

use cut::list::{List, hash};
use cut::mark::mark;
use cut::split::{FIRST, Split, split};
use wasmi::{Caller, Engine, Instance, Linker, Module, Store};

/// The functions are named as those of the site are; `double`, `listed` and `alone` come later.
const WHOLE: &str = r#"
(module
  (import "host" "bring" (func $host))
  (type $unary (func (param i32) (result i32)))
  (table 1 1 funcref)
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))
  (func $bring (export "bring_later_code") (call $host))
  (func $kept (param i32) (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (local.get 0))
  (func $double (param i32) (result i32)
    (i32.add (call $kept (local.get 0)) (call $alone (local.get 0))))
  (func $alone (param i32) (result i32)
    (i32.store (i32.const 8) (local.get 0))
    (call $kept (i32.load (i32.const 8))))
  (func $listed (param i32) (result i32)
    (i32.mul (call $double (local.get 0)) (i32.const 10)))
  (elem (i32.const 0) func $listed)
  (func (export "direct") (param i32) (result i32) (call $double (local.get 0)))
  (func (export "indirect") (param i32) (result i32)
    (call_indirect (type $unary) (local.get 0) (i32.const 0)))
  (func (export "calls") (result i32) (global.get $calls)))
"#;

/// How often the second half was asked for.
type Asked = Store<u32>;

fn start(module: &[u8]) -> (Asked, Instance, Linker<u32>) {
    let engine = Engine::default();
    let mut store = Store::new(&engine, 0);
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap("host", "bring", |mut caller: Caller<'_, u32>| *caller.data_mut() += 1)
        .expect("it is not there yet");
    let module = Module::new(&engine, module).expect("it is valid");
    let instance = linker.instantiate_and_start(&mut store, &module).expect("it starts");
    (store, instance, linker)
}

fn join(store: &mut Asked, first: Instance, linker: &mut Linker<u32>, later: &[u8]) {
    let exports: Vec<_> =
        first.exports(&*store).map(|export| (export.name().to_owned(), export.into_extern())).collect();
    for (name, export) in exports {
        linker.define(FIRST, &name, export).expect("names differ");
    }
    let later = Module::new(store.engine(), later).expect("it is valid");
    linker.instantiate_and_start(&mut *store, &later).expect("it fits the first");
}

fn call(store: &mut Asked, instance: Instance, name: &str, given: i32) -> Option<i32> {
    let function = instance.get_typed_func::<i32, i32>(&*store, name).expect("it is exported");
    function.call(store, given).ok()
}

fn wat() -> Vec<u8> {
    wat::parse_str(WHOLE).expect("it is text of a module")
}

fn list(names: &[&str]) -> List {
    let lines: Vec<String> = names.iter().map(|name| format!("{:08x}", hash(name))).collect();
    List::read(&lines.join("\n")).expect("it is a list")
}

fn halves() -> Split {
    split(&wat(), &list(&["double", "listed", "alone"])).expect("it can be cut")
}

#[test]
fn the_halves_do_what_the_whole_does() {
    let Split { first, later } = halves();
    let (mut whole, one, _) = start(&wat());
    let (mut halves, two, mut linker) = start(&first);
    join(&mut halves, two, &mut linker, &later);
    for (name, given, expected) in [("direct", 3, 6), ("indirect", 4, 80), ("direct", -1, -2)] {
        assert_eq!(call(&mut whole, one, name, given), Some(expected));
        assert_eq!(call(&mut halves, two, name, given), Some(expected), "{name}({given})");
    }
    let calls = |store: &mut Asked, of: Instance| {
        of.get_typed_func::<(), i32>(&*store, "calls").map(|calls| calls.call(store, ()).ok()).ok()
    };
    assert_eq!(calls(&mut halves, two), calls(&mut whole, one), "one state");
    assert_eq!(*halves.data(), 0, "nothing had to be brought");
}

#[test]
fn what_comes_later_is_asked_for_before_it_is_called() {
    let Split { first, later } = halves();
    let (mut store, instance, mut linker) = start(&first);
    assert_eq!(call(&mut store, instance, "direct", 3), None, "this host brings nothing");
    assert_eq!(call(&mut store, instance, "indirect", 3), None);
    assert_eq!(*store.data(), 2);
    join(&mut store, instance, &mut linker, &later);
    assert_eq!(call(&mut store, instance, "indirect", 3), Some(60));
    assert_eq!(*store.data(), 2, "it is there");
}

#[test]
fn what_is_exported_or_brings_the_rest_stays() {
    let Split { first, .. } = split(&wat(), &list(&["bring", "host"])).expect("it can be cut");
    let (mut store, instance, _) = start(&first);
    assert_eq!(call(&mut store, instance, "indirect", 3), Some(60));
}

#[test]
fn a_marked_module_tells_what_has_run() {
    let marked = mark(&wat()).expect("it can be marked");
    let (mut store, instance, _) = start(&marked.module);
    assert_eq!(call(&mut store, instance, "direct", 3), Some(6));
    let memory = instance.get_memory(&store, "memory").expect("it is exported");
    let marks = &memory.data(&store)[marked.base as usize..][..marked.names.len()];
    let ran = |name: &str| marked.names.iter().position(|known| *known == hash(name)).map(|n| marks[n]);
    assert_eq!(["double", "alone", "kept", "listed", "bring"].map(ran), [Some(1), Some(1), Some(1), Some(0), Some(0)]);
}

#[test]
fn says_what_it_cannot_cut() {
    let error =
        |text: &str| split(&wat::parse_str(text).expect("a module"), &list(&[])).err().map(|error| error.to_string());
    assert_eq!(error("(module)").as_deref(), Some("it exports no `bring_later_code`"));
    assert_eq!(
        error("(module (import \"a\" \"b\" (memory 1)))").map(|error| error.contains("no function")),
        Some(true)
    );
    assert!(split(b"no module", &list(&[])).is_err());
}
