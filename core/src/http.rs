//! Requests and answers as plain data. Whoever has an HTTP client sends the one and hands back the other.

use std::borrow::Cow;
use std::fmt;

use crate::advice::Advice;
use crate::mask;

/// A request, ready to be sent as it is.
///
/// `url` is complete and escaped (see the URL contract in the crate's documentation): a client must not escape it
/// again, must not follow redirects, and must send the headers and the body byte for byte.
///
/// Printing one shows the method, the masked URL and the names of the headers, never a digest or a body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The access address, the path and, for GET and DELETE, the escaped query.
    pub url: String,
    /// Name and value, in the order in which the service's pages list them.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
    /// JSON in ASCII (everything else is escaped), or nothing for GET and DELETE.
    pub body: Option<String>,
    /// What is legal and will hardly do what is hoped for; usually nothing.
    pub advice: Vec<Advice>,
}

impl HttpRequest {
    /// The value of a header, its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&mask::request(
            self.method,
            &self.url,
            self.headers.iter().map(|(name, _)| *name),
            self.body.as_deref().map(str::len),
        ))
    }
}

impl fmt::Display for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// What came back: the status, the headers as they were, the body's bytes.
#[derive(Clone, Copy)]
pub struct HttpResponse<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Name and value. Names may be in any case; none is needed to read an answer, but they make errors clearer.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, undecoded.
    pub body: &'a [u8],
}

impl HttpResponse<'_> {
    /// The value of a header, its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

impl fmt::Debug for HttpResponse<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "HttpResponse({} with {} headers, {} bytes)",
            self.status,
            self.headers.len(),
            self.body.len()
        )
    }
}
