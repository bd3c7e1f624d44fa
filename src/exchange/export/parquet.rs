//! Parquet: nodes and edges for Spark, DuckDB, Polars and pandas.
//!
//! Columns have the types that they hold: texts, whole and other numbers, yes or no, days, and lists of texts. The files are plain, without compression, so that
//! they are the same bytes whatever library is built in.

use std::sync::Arc;

use ::parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    csv::{Heads, Sheet, edges, nodes},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Documents, Loss::Claims];

/// `nodes.parquet` and `edges.parquet`.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let heads = Heads { node: ["id", "label", "kind"], edge: ["id", "source", "target", "type", "weight"] };
    let sheets = [nodes(export, &heads), edges(export, &heads)];
    sheets.iter().map(|sheet| Ok(File { name: format!("{}.parquet", sheet.name), bytes: table(sheet)? })).collect()
}

fn table(sheet: &Sheet) -> Result<Vec<u8>, ParquetError> {
    let fields = sheet.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder(sheet.name).with_fields(fields).build()?);
    let properties = Arc::new(WriterProperties::builder().set_created_by("accord".to_owned()).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (at, column) in sheet.columns.iter().enumerate() {
        let cells: Vec<&Value> = sheet.rows.iter().filter_map(|row| row.get(at)).collect();
        write_column(&mut group, column.holds, &cells)?;
    }
    group.close()?;
    writer.into_inner()
}

/// The type of a column; any cell may hold nothing.
fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text | Holds::List => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Whole => (Physical::INT64, None),
        Holds::Real => (Physical::DOUBLE, None),
        Holds::Truth => (Physical::BOOLEAN, None),
        Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let is_list = column.holds == Holds::List;
    let name = if is_list { "element" } else { &column.name };
    let repetition = if is_list { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let leaf = Arc::new(Type::primitive_type_builder(name, physical).with_repetition(repetition).with_logical_type(logical).build()?);
    if !is_list {
        return Ok(leaf);
    }
    let items = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![leaf]).build()?;
    let list = Type::group_type_builder(&column.name).with_repetition(Repetition::OPTIONAL).with_logical_type(Some(LogicalType::List));
    Ok(Arc::new(list.with_fields(vec![Arc::new(items)]).build()?))
}

fn write_column(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, holds: Holds, cells: &[&Value]) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    // 1 where there is a value, 0 where there is none.
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_nothing())).collect();
    let bytes = |text: &String| ByteArray::from(text.as_str());
    match holds {
        Holds::Text => {
            let values: Vec<ByteArray> =
                cells.iter().filter_map(|cell| if let Value::Text(text) = cell { Some(bytes(text)) } else { None }).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
        }
        Holds::List => {
            // Each item is at level 2, an empty cell at 0; the first of each cell begins a new row.
            let (mut values, mut levels, mut begins) = (Vec::new(), Vec::new(), Vec::new());
            for cell in cells {
                let items = if let Value::List(items) = cell { items.as_slice() } else { &[] };
                values.extend(items.iter().map(bytes));
                levels.extend(if items.is_empty() { vec![0] } else { vec![2; items.len()] });
                begins.extend((0..items.len().max(1)).map(|place| i16::from(place > 0)));
            }
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), Some(&begins))?;
        }
        Holds::Whole => {
            let values: Vec<i64> =
                cells.iter().filter_map(|cell| if let Value::Whole(number) = cell { Some(*number) } else { None }).collect();
            column.typed::<Int64Type>().write_batch(&values, Some(&there), None)?;
        }
        Holds::Real => {
            let values: Vec<f64> =
                cells.iter().filter_map(|cell| if let Value::Real(number) = cell { Some(*number) } else { None }).collect();
            column.typed::<DoubleType>().write_batch(&values, Some(&there), None)?;
        }
        Holds::Truth => {
            let values: Vec<bool> =
                cells.iter().filter_map(|cell| if let Value::Truth(truth) = cell { Some(*truth) } else { None }).collect();
            column.typed::<BoolType>().write_batch(&values, Some(&there), None)?;
        }
        Holds::Day => {
            let days: Vec<Option<i32>> = cells.iter().map(|cell| day(cell)).collect();
            let there: Vec<i16> = days.iter().map(|day| i16::from(day.is_some())).collect();
            let values: Vec<i32> = days.into_iter().flatten().collect();
            column.typed::<Int32Type>().write_batch(&values, Some(&there), None)?;
        }
    }
    column.close()
}

/// Days since 1 January 1970.
fn day(cell: &Value) -> Option<i32> {
    let Value::Text(text) = cell else { return None };
    let day: jiff::civil::Date = text.parse().ok()?;
    day.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
}
