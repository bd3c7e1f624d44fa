//! Where each dot was last time: the file of `--keep`, one line for each, with its id and its place.

use std::path::Path;

use crate::{
    cli::failure::Failure,
    draw::{geometry::Point, views::network::Places},
    exchange::export::save_as,
};

const HEAD: [&str; 3] = ["id", "x", "y"];

/// The places in a file; none when it is not there yet.
///
/// # Errors
///
/// When it cannot be read or is no such file.
pub fn read(path: &Path) -> Result<Places, Failure> {
    if !path.exists() {
        return Ok(Places::new());
    }
    let failed = |message: String| Failure::Data {
        message: format!("`{}`: {message}", path.display()),
        hints: vec!["--keep takes a file that it has written, or the name of a new one".to_owned()],
    };
    let mut reader = csv::Reader::from_path(path).map_err(|error| failed(error.to_string()))?;
    if reader.headers().map_err(|error| failed(error.to_string()))? != HEAD.as_slice() {
        return Err(failed(format!("the first line is not `{}`", HEAD.join(","))));
    }
    let mut places = Places::new();
    for row in reader.deserialize() {
        let (id, x, y): (String, f64, f64) = row.map_err(|error| failed(error.to_string()))?;
        if !(x.abs() < 1e6 && y.abs() < 1e6) {
            return Err(failed(format!("`{id}` has no place on any page: {x}, {y}")));
        }
        places.insert(id, Point::new(x, y));
    }
    Ok(places)
}

/// Writes the places found over those kept. What is not drawn this time keeps its place for another.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write(path: &Path, kept: Places, found: Places) -> Result<(), Failure> {
    let mut places = kept;
    places.extend(found);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Output(error.into());
    writer.write_record(HEAD).map_err(failed)?;
    for (id, place) in places {
        writer.write_record([id, format!("{:.4}", place.x), format!("{:.4}", place.y)]).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Output(std::io::Error::other(error.to_string())))?;
    save_as(path, &bytes)?;
    Ok(())
}
