//! Reads the first rows of a T12 book and prints results the way measure.py describes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

const RUNS: usize = 5;
const LOWEST: i64 = -1;
const HIGHEST: i64 = i32::MAX as i64;

/// Bounds between which a number lies; for a missing one, everything.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub min: i64,
    pub max: i64,
}

/// One order. `dc` is None where nobody said; `date` is a number such as 20231117.
pub struct Row {
    pub tpp: Bounds,
    pub pd: Bounds,
    pub dc: Option<bool>,
    pub bw: Bounds,
    pub io: Bounds,
    pub hq: Bounds,
    pub dest: i64,
    pub date: i64,
}

impl Row {
    fn parse(line: &str) -> Row {
        let cells: Vec<&str> = line.split(',').collect();
        Row {
            tpp: bounds(cells[0]),
            pd: bounds(cells[1]),
            dc: cells[2].parse().ok(),
            bw: bounds(cells[3]),
            io: bounds(cells[4]),
            hq: bounds(cells[5]),
            dest: cells[6].parse().expect("a place code"),
            date: cells[7].replace('-', "").parse().expect("a date"),
        }
    }

    /// Every fact by the name that the rules use; `elsewhere` is the certain opposite of `dc`.
    pub fn facts(&self) -> Vec<(&'static str, Fact)> {
        use Fact::{Number, Truth};
        vec![
            ("tppMin", Number(self.tpp.min)),
            ("tppMax", Number(self.tpp.max)),
            ("pdMin", Number(self.pd.min)),
            ("pdMax", Number(self.pd.max)),
            ("bwMin", Number(self.bw.min)),
            ("bwMax", Number(self.bw.max)),
            ("ioMin", Number(self.io.min)),
            ("ioMax", Number(self.io.max)),
            ("hqMin", Number(self.hq.min)),
            ("hqMax", Number(self.hq.max)),
            ("dest", Number(self.dest)),
            ("date", Number(self.date)),
            ("dc", Truth(self.dc == Some(true))),
            ("elsewhere", Truth(self.dc == Some(false))),
        ]
    }
}

pub enum Fact {
    Number(i64),
    Truth(bool),
}

fn bounds(cell: &str) -> Bounds {
    match cell.parse() {
        Ok(value) => Bounds { min: value, max: value },
        Err(_) => Bounds { min: LOWEST, max: HIGHEST },
    }
}

/// The rows that the arguments FOLDER ROWS name.
pub fn read_rows() -> Vec<Row> {
    let arguments: Vec<String> = std::env::args().collect();
    assert_eq!(arguments.len(), 3, "arguments: FOLDER ROWS");
    let file = File::open(Path::new(&arguments[1]).join("flat.csv")).expect("flat.csv");
    let count = arguments[2].parse().expect("a number of rows");
    let lines = BufReader::new(file).lines().skip(1).take(count);
    lines.map(|line| Row::parse(&line.expect("a line of flat.csv"))).collect()
}

pub struct Peer {
    pub name: &'static str,
    pub package: &'static str,
    pub form: &'static str,
}

/// Times five passes over all rows, after one that warms up, and prints the result.
pub fn five_runs(peer: &Peer, rows: usize, mut decide: impl FnMut(usize) -> u8) {
    let mut outcomes: Vec<u8> = (0..rows).map(&mut decide).collect();
    let mut seconds = [0.0; RUNS];
    for run in &mut seconds {
        let start = Instant::now();
        for (row, outcome) in outcomes.iter_mut().enumerate() {
            *outcome = decide(row);
        }
        *run = start.elapsed().as_secs_f64();
    }
    let mut histogram = BTreeMap::new();
    for code in &outcomes {
        *histogram.entry(code.to_string()).or_insert(0) += 1;
    }
    let line = serde_json::json!({
        "peer": peer.name, "version": version_of(peer.package), "tier": "T12-K", "unknowns": "by hand", "form": peer.form,
        "rows": rows, "seconds": seconds, "histogram": histogram, "hash": format!("{:016x}", fnv1a(&outcomes)),
    });
    println!("{line}");
}

/// The version that Cargo.lock pins.
fn version_of(package: &str) -> String {
    let heading = format!("name = \"{package}\"\nversion = \"");
    let lock = include_str!("../Cargo.lock");
    let (_, rest) = lock.split_once(&heading).expect("the package in Cargo.lock");
    rest[..rest.find('"').expect("a closing quote")].to_string()
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
