//! What every operation has: parameters with their rules, a request, an answer. A mode declares its own with `operation!`.

use std::borrow::Cow;

use crate::account::Account;
use crate::advice::Advice;
use crate::answer::{self, Answer};
use crate::description::OperationDescription;
use crate::error::Error;
use crate::given::{Spelling, Take, take_json};
use crate::http::{HttpRequest, HttpResponse};
use crate::json::{write_integer, write_text};
use crate::moment::{Created, Nonce};
use crate::parameter::Wire;
use crate::signing::HEADER_TEXT;

/// One operation with its parameters: a value that makes a request and reads the answer to it.
pub trait Operation: Sized {
    /// What it answers.
    type Answer: Answer;
    /// The parameters while they come in one by one.
    type Draft: for<'a> Take<'a> + Default;
    /// What is true of it.
    const DESCRIPTION: &'static OperationDescription;

    /// An empty draft whose names are spelled so.
    fn draft(spelling: Spelling) -> Self::Draft;

    /// Finishes a draft. Errors: `parameter.missing`, and those of [`check`](Self::check).
    fn finish(draft: Self::Draft) -> Result<Self, Error>;

    /// The rules between parameters. Errors: `parameter.dependency`, `parameter.conflict`, `parameter.missing`.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// What is legal and will hardly do what is hoped for.
    fn advice(&self) -> Vec<Advice> {
        Vec::new()
    }

    /// Visits the parameters that are there, in the order of the wire.
    fn each_parameter(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>));

    /// Visits what is sent, in the order of the wire: the parameters, and what follows from them.
    fn each(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>)) {
        self.each_parameter(visit);
    }

    /// Takes the parameters from a JSON object with the names of the wire. Errors: all of kind `InvalidArgument`.
    fn from_json(text: &str) -> Result<Self, Error> {
        let mut draft = Self::draft(Spelling::Wire);
        take_json(text, &mut draft)?;
        Self::finish(draft)
    }

    /// The request, signed for this moment. Errors: those of [`check`](Self::check), and `account.mode`.
    fn request(&self, account: &Account, created: &Created, nonce: Nonce<'_>) -> Result<HttpRequest, Error> {
        account.check_mode(Self::DESCRIPTION)?;
        self.check()?;
        Ok(signed(Self::DESCRIPTION, account, created, nonce, self.advice(), &|visit| self.each(visit)))
    }

    /// Reads the answer. Errors: kinds `ServiceRefused` and `UnreadableAnswer`.
    fn parse(response: &HttpResponse<'_>) -> Result<Self::Answer, Error> {
        answer::parse(response, Self::DESCRIPTION)
    }
}

/// The value of the `Content-Type` header, which GET and DELETE carry too.
pub const CONTENT_TYPE: &str = "application/json;charset=UTF-8";

/// Visits names and values, in the order of the wire.
type Each<'a> = &'a dyn Fn(&mut dyn FnMut(&'static str, Wire<'_>));

/// Writes and signs a request. It is apart from [`Operation::request`] so that it is compiled once and not for each
/// operation.
fn signed(
    description: &OperationDescription,
    account: &Account,
    created: &Created,
    nonce: Nonce<'_>,
    advice: Vec<Advice>,
    each: Each<'_>,
) -> HttpRequest {
    let mut url = String::with_capacity(account.base_url().len() + description.path.len() + 64);
    url.push_str(account.base_url());
    url.push_str(description.path);
    let mut separator = '?';
    if description.carrier.names_app_key() {
        write_query(&mut url, &mut separator, "app_key", &Wire::Text(Cow::Borrowed(account.app_key())));
    }
    let body = if description.carrier.has_body() {
        let mut body = String::with_capacity(256);
        let mut separator = '{';
        each(&mut |name, value| {
            body.push(separator);
            separator = ',';
            write_member(&mut body, name, &value);
        });
        if separator == '{' {
            body.push('{');
        }
        body.push('}');
        Some(body)
    } else {
        each(&mut |name, value| write_query(&mut url, &mut separator, name, &value));
        None
    };
    let signer = account.signer();
    let mut signature = String::with_capacity(HEADER_TEXT + account.app_key().len() + 44 + nonce.as_str().len() + 20);
    signer.write_header(&mut signature, account.app_key(), nonce, created);
    HttpRequest {
        method: description.method,
        url,
        headers: vec![
            ("Content-Type", Cow::Borrowed(CONTENT_TYPE)),
            ("Authorization", Cow::Borrowed(signer.scheme().authorization())),
            (signer.scheme().header(), Cow::Owned(signature)),
        ],
        body,
        advice,
    }
}

fn write_query(url: &mut String, separator: &mut char, name: &str, value: &Wire<'_>) {
    url.push(std::mem::replace(separator, '&'));
    url.push_str(name);
    url.push('=');
    match value {
        Wire::Text(text) => write_escaped(url, text),
        Wire::Integer(number) => url.push_str(&number.to_string()),
        // No query of the service carries a group.
        Wire::Group(_) => {}
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters: `+` becomes `%2B`, once.
fn write_escaped(url: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.extend([byte >> 4, byte & 15].iter().filter_map(|digit| HEX.get(usize::from(*digit))));
        }
    }
}

/// Writes a member of an object, its name and its value.
pub(crate) fn write_member(body: &mut String, name: &str, value: &Wire<'_>) {
    // Names are this crate's own and hold nothing to escape.
    body.push('"');
    body.push_str(name);
    body.push_str("\":");
    match value {
        Wire::Text(text) => write_text(body, text),
        Wire::Integer(number) => write_integer(body, *number),
        Wire::Group(members) => {
            let mut separator = '{';
            for (name, text) in members {
                body.push(separator);
                separator = ',';
                write_text(body, name);
                body.push(':');
                write_text(body, text);
            }
            if separator == '{' {
                body.push('{');
            }
            body.push('}');
        }
    }
}

/// Declares named parameters once: the type that holds them, its draft, what is true of each. `whose` names what they belong
/// to, in English and in Chinese.
macro_rules! parameters {
    (
        $(#[doc = $doc:literal])+
        $name:ident($draft:ident) of $whose:expr;
        $($(#[doc = $pdoc:literal])+ $need:ident $field:ident: $type:ty => $wire:literal,)+
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[doc = $pdoc])+ pub $field: $crate::operation::declaration::parameters!(@type $need $type),)+
        }

        #[doc = concat!("The parameters of [`", stringify!($name), "`] while they come in one by one.")]
        #[derive(Debug, Default)]
        pub struct $draft {
            spelling: $crate::given::Spelling,
            $($field: Option<$type>,)+
        }

        impl<'a> $crate::given::Take<'a> for $draft {
            fn take(&mut self, name: &str, value: $crate::given::Given<'a>) -> Result<(), $crate::error::Error> {
                use $crate::given::Spelling;
                $(
                    if match self.spelling {
                        Spelling::Wire => name == $wire,
                        Spelling::Snake => name == stringify!($field),
                    } {
                        return $crate::parameter::take_value(&mut self.$field, $wire, &value);
                    }
                )+
                Err($crate::parameter::unknown_parameter($whose, name, $name::PARAMETERS, self.spelling))
            }
        }

        impl $name {
            /// What it is, a line each.
            pub const DOCUMENTATION: &'static [&'static str] = $crate::description::documentation!($($doc),+);

            /// What is true of each parameter, in the order of the wire.
            pub const PARAMETERS: &'static [$crate::description::ParameterDescription] = &[
                $($crate::description::ParameterDescription {
                    wire: $wire,
                    snake: stringify!($field),
                    required: $crate::operation::declaration::parameters!(@required $need),
                    form: <$type as $crate::parameter::Parameter>::FORM,
                    documentation: $crate::description::documentation!($($pdoc),+),
                },)+
            ];

            /// An empty draft whose names are spelled so.
            pub fn empty_draft(spelling: $crate::given::Spelling) -> $draft {
                $draft { spelling, ..$draft::default() }
            }

            fn gathered(draft: $draft) -> Result<Self, $crate::error::Error> {
                Ok(Self {
                    $($field: $crate::operation::declaration::parameters!(@finish $need draft.$field, $wire, $whose),)+
                })
            }

            fn visited(&self, visit: &mut dyn FnMut(&'static str, $crate::parameter::Wire<'_>)) {
                $($crate::operation::declaration::parameters!(@each $need self.$field, visit, $wire);)+
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@required required) => { true };
    (@required optional) => { false };
    (@finish required $value:expr, $wire:literal, $whose:expr) => {
        $value.ok_or_else(|| $crate::parameter::missing_parameter($whose, $wire))?
    };
    (@finish optional $value:expr, $wire:literal, $whose:expr) => { $value };
    (@each required $value:expr, $visit:ident, $wire:literal) => {
        $visit($wire, $crate::parameter::Parameter::wire(&$value))
    };
    (@each optional $value:expr, $visit:ident, $wire:literal) => {
        if let Some(value) = &$value {
            $visit($wire, $crate::parameter::Parameter::wire(value));
        }
    };
}
pub(crate) use parameters;

/// Declares an operation once: its type, its draft, its description. Behind the carrier stand the methods of
/// [`Operation`] that it has of its own, each with the name of the method that does it.
macro_rules! operation {
    (
        $(#[doc = $doc:literal])+
        $name:ident($draft:ident) -> $answer:ty {
            mode: $mode:literal,
            official: $official:literal,
            title: $title:literal,
            page: $page:literal,
            method: $method:literal,
            path: $path:expr,
            carrier: $carrier:ident,
            $($hook:ident: $function:ident,)*
        }
        $($(#[doc = $pdoc:literal])+ $need:ident $field:ident: $type:ty => $wire:literal,)+
    ) => {
        $crate::operation::declaration::parameters! {
            $(#[doc = $doc])+
            $name($draft) of <$name as $crate::operation::Operation>::DESCRIPTION.names();
            $($(#[doc = $pdoc])+ $need $field: $type => $wire,)+
        }

        impl $crate::operation::Operation for $name {
            type Answer = $answer;
            type Draft = $draft;
            const DESCRIPTION: &'static $crate::description::OperationDescription = &$crate::description::OperationDescription {
                mode: $mode,
                name: stringify!($name),
                official: $official,
                title: $title,
                page: $page,
                method: $method,
                path: $path,
                carrier: $crate::description::Carrier::$carrier,
                documentation: $name::DOCUMENTATION,
                parameters: $name::PARAMETERS,
                answer: <$answer as $crate::answer::Answer>::DESCRIPTION,
            };

            fn draft(spelling: $crate::given::Spelling) -> $draft {
                Self::empty_draft(spelling)
            }

            fn finish(draft: $draft) -> Result<Self, $crate::error::Error> {
                let operation = Self::gathered(draft)?;
                operation.check()?;
                Ok(operation)
            }

            fn each_parameter(&self, visit: &mut dyn FnMut(&'static str, $crate::parameter::Wire<'_>)) {
                self.visited(visit);
            }

            $(operation!(@hook $hook $function);)*
        }
    };
    (@hook check $function:ident) => {
        fn check(&self) -> Result<(), $crate::error::Error> {
            self.$function()
        }
    };
    (@hook advice $function:ident) => {
        fn advice(&self) -> Vec<$crate::advice::Advice> {
            self.$function()
        }
    };
    (@hook each $function:ident) => {
        fn each(&self, visit: &mut dyn FnMut(&'static str, $crate::parameter::Wire<'_>)) {
            self.$function(visit);
        }
    };
    (@hook parse $function:ident) => {
        fn parse(response: &$crate::http::HttpResponse<'_>) -> Result<Self::Answer, $crate::error::Error> {
            Self::$function(response)
        }
    };
}
pub(crate) use operation;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_escapes_a_plus_sign_once() {
        let (mut url, mut separator) = (String::new(), '?');
        write_query(&mut url, &mut separator, "relationNum", &Wire::Text("+8617000000001".into()));
        write_query(&mut url, &mut separator, "pageIndex", &Wire::Integer(2));
        assert_eq!(url, "?relationNum=%2B8617000000001&pageIndex=2");
    }
}
