//! What goes in and what comes out: one HTTP request and its answer, as plain data.

use std::fmt;

use crate::masking;

/// One HTTP request, as it arrived.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The method, in capitals as HTTP wants it: `POST`.
    pub method: &'a str,
    /// Path and query (`/rest/...?relationNum=%2B86...`), or a whole URL, whose scheme and authority are ignored.
    pub target: &'a str,
    /// Names and values of the headers. Names in any case; of a name that occurs twice the first counts.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's bytes; empty where there is none.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// The value of the header `name`, whatever the case it was written in.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The path as it was sent, without escapes being resolved: no path of the service holds any.
    pub(crate) fn path(&self) -> &'a str {
        let target = self.local_target();
        target.split_once('?').map_or(target, |(path, _)| path)
    }

    /// The query string as it was sent; empty where there is none.
    pub(crate) fn query_string(&self) -> &'a str {
        self.local_target().split_once('?').map_or("", |(_, query)| query)
    }

    /// The address to which the request came, without a path: that of a whole URL, else the host that the header names, of
    /// which it is not known how it is spoken to. Nothing if neither says.
    pub(crate) fn base(&self) -> Option<String> {
        const LONGEST_HOST: usize = 255;
        let of_url = || {
            let (scheme, rest) =
                self.target.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))?;
            Some((scheme, rest.split(['/', '?', '#']).next()?))
        };
        let (scheme, host) = of_url().or_else(|| Some(("http", self.header("Host")?)))?;
        let is_host = !host.is_empty()
            && host.len() <= LONGEST_HOST
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        is_host.then(|| format!("{scheme}://{host}"))
    }

    /// The target without scheme, authority and fragment.
    fn local_target(&self) -> &'a str {
        let target = self.target.split_once('#').map_or(self.target, |(before, _)| before);
        if target.starts_with('/') {
            return target;
        }
        let Some((_, rest)) = target.split_once("://") else {
            return target;
        };
        match rest.find(['/', '?']) {
            Some(start) if rest.get(start..).is_some_and(|tail| tail.starts_with('/')) => {
                rest.get(start..).unwrap_or_default()
            }
            // An authority directly followed by a query, or by nothing, has the empty path, which is the root's.
            _ => "/",
        }
    }
}

impl fmt::Debug for Request<'_> {
    /// Headers hold a digest and bodies hold numbers, so only their extent is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &masking::text(self.method))
            .field("path", &masking::text(self.path()))
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The answer to a [`Request`].
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of the headers. Answers of the service have `Date` among them, by the platform's clock; whoever
    /// serves them adds no other, and `Content-Length`.
    pub headers: Vec<(&'static str, String)>,
    /// The body's bytes that arrive; empty where there are none.
    pub body: Vec<u8>,
    /// How the answer arrives: at once, unless a fault strikes.
    pub delivery: Delivery,
}

/// How an answer arrives. It is for the host to act on, who has clock and connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delivery {
    /// At once and whole.
    #[default]
    AtOnce,
    /// Whole, so many milliseconds after the request.
    After {
        /// The milliseconds.
        ms: u64,
    },
    /// The connection breaks after the body that the answer has.
    CutOff {
        /// How long the whole body is: what `Content-Length` says.
        whole_bytes: usize,
    },
    /// Never: the host closes the connection without a word, or lets the client wait until its patience is over. Status
    /// 504 stands there for hosts that can do neither.
    Lost,
}

impl Response {
    /// An answer that is only a status.
    pub(crate) const fn bare(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delivery: Delivery::AtOnce }
    }

    /// An answer that does not arrive.
    pub(crate) const fn lost() -> Self {
        Self { status: 504, headers: Vec::new(), body: Vec::new(), delivery: Delivery::Lost }
    }

    /// An answer that is only an address to go to.
    pub(crate) fn redirect(location: String) -> Self {
        Self { status: 301, headers: vec![("Location", location)], body: Vec::new(), delivery: Delivery::AtOnce }
    }

    /// An answer of JSON, under the content type the service writes.
    pub(crate) fn json(status: u16, content: &serde_json::Value) -> Self {
        Self::with_body(status, "application/json;charset=utf-8", content.to_string())
    }

    /// An answer of plain text.
    pub(crate) fn text(status: u16, content: String) -> Self {
        Self::with_body(status, "text/plain;charset=utf-8", content)
    }

    /// An answer of bytes that are no text.
    pub(crate) fn bytes(content_type: &str, body: Vec<u8>) -> Self {
        Self { status: 200, headers: vec![("Content-Type", content_type.to_owned())], body, delivery: Delivery::AtOnce }
    }

    /// An answer of text under a content type.
    pub(crate) fn with_body(status: u16, content_type: &str, content: String) -> Self {
        let headers = vec![("Content-Type", content_type.to_owned())];
        Self { status, headers, body: content.into_bytes(), delivery: Delivery::AtOnce }
    }
}

impl fmt::Debug for Response {
    /// Bodies hold numbers, so only their extent is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}
