//! How is somebody asked, one line after the other?
//!
//! Plain lines, so that it works in every terminal, over any connection and with a screen reader; a wrong answer is told at once, and asked for again.

use std::io::{self, BufRead, IsTerminal as _, Write};

use super::failure::Failure;

/// A conversation in lines.
#[derive(Debug)]
pub struct Interview<R, W> {
    input: R,
    output: W,
}

/// The conversation with whoever sits at the terminal, if somebody does.
#[must_use]
pub fn terminal() -> Option<Interview<io::StdinLock<'static>, io::Stderr>> {
    (io::stdin().is_terminal() && io::stdout().is_terminal()).then(|| Interview::new(io::stdin().lock(), io::stderr()))
}

impl<R: BufRead, W: Write> Interview<R, W> {
    /// A conversation over these.
    pub const fn new(input: R, output: W) -> Self {
        Self { input, output }
    }

    /// Says a line.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn say(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.output, "{line}").map_err(Failure::Output)
    }

    /// Asks until an answer is taken: what `take` makes of it, or `None` for an empty line. A refusal is shown, and the question asked again.
    ///
    /// # Errors
    ///
    /// When the conversation ends before an answer.
    pub fn ask<T>(&mut self, question: &str, mut take: impl FnMut(&str) -> Result<T, Failure>) -> Result<Option<T>, Failure> {
        loop {
            write!(self.output, "{question}: ").and_then(|()| self.output.flush()).map_err(Failure::Output)?;
            let mut line = String::new();
            if self.input.read_line(&mut line).map_err(Failure::Output)? == 0 {
                // The answers so far stand on a line that has not ended.
                self.say("")?;
                return Err(Failure::Usage { message: "given up; nothing was changed".to_owned(), hints: Vec::new() });
            }
            match line.trim() {
                "" => return Ok(None),
                answer => match take(answer) {
                    Ok(taken) => return Ok(Some(taken)),
                    Err(failure) => {
                        let shown = anstream::adapter::strip_str(&failure.render(false)).to_string();
                        write!(self.output, "{shown}").map_err(Failure::Output)?;
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(answer: &str) -> Result<i32, Failure> {
        answer.parse().map_err(|_| Failure::usage(format!("`{answer}` is no number"), "such as 7"))
    }

    #[test]
    fn a_wrong_answer_is_told_and_the_question_asked_again() {
        let mut output = Vec::new();
        let mut interview = Interview::new("seven\n7\n\n".as_bytes(), &mut output);
        assert_eq!(interview.ask("How many", number).unwrap(), Some(7));
        assert_eq!(interview.ask("How many", number).unwrap(), None);
        assert!(interview.ask("How many", number).is_err(), "the conversation is over");
        let said = String::from_utf8(output).unwrap();
        assert_eq!(said, "How many: error: `seven` is no number\nhint: such as 7\nHow many: How many: How many: \n");
    }
}
