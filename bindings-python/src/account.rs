//! Who calls, and where.

use privatenumber::account::AccountDraft;
use privatenumber::error::Code;
use privatenumber::given::{Given, Spelling, Take as _};
use privatenumber::{Error, Mode};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};

use crate::failure::{Misuse, OrRaise, exception, type_name, without_name};
use crate::moment;
use crate::parameter::{take_all, text};

/// The credentials of an application. Printing one shows neither the key nor the secret.
///
/// Parameters:
///     app_key: APP_Key of the application, from the console.
///     app_secret: APP_Secret of the application, from the console. It is never printed.
///     base_url: Access address (APP接入地址), from the console: `https`, a host, no path. Default:
///         `https://rtcpns.cn-north-1.myhuaweicloud.com`. `http` is taken for this machine alone.
///     mode: Mode of the application: `"ax"`, `"axb"`, `"axe"` or `"axyb"`. Operations of another one are then refused
///         before they are sent (`account.mode`), and a client offers those of this one alone. Default: any.
///     scheme: How requests are signed: `"aksk"` (the default), or `"wsse"` as until about 2022.
///
/// Errors: `account.app_key`, `account.app_secret`, `account.base_url`, `parameter.choice`.
#[pyclass(frozen, module = "privatenumber")]
pub struct Account {
    core: privatenumber::Account,
}

impl Account {
    /// The account that an argument is.
    pub fn of<'a>(given: &'a Bound<'_, PyAny>) -> PyResult<&'a privatenumber::Account> {
        if let Ok(account) = given.cast::<Self>() {
            return Ok(&account.get().core);
        }
        let name = type_name(given);
        Err(Misuse {
            code: Code::ParameterType,
            field: Some("account"),
            message: (
                &format!("`account` must be an Account, not {name}"),
                &format!("`account`须为Account，不能是{name}"),
            ),
            hint: (
                "make one by Account(app_key=..., app_secret=...)",
                "请通过Account(app_key=..., app_secret=...)创建",
            ),
        }
        .exception(given.py()))
    }
}

/// The environment variables of an account: parameter and variable.
const ENVIRONMENT: [(&str, &str, &str); 5] = [
    ("appKey", "app_key", "PRIVATENUMBER_APP_KEY"),
    ("appSecret", "app_secret", "PRIVATENUMBER_APP_SECRET"),
    ("baseUrl", "base_url", "PRIVATENUMBER_BASE_URL"),
    ("mode", "mode", "PRIVATENUMBER_MODE"),
    ("scheme", "scheme", "PRIVATENUMBER_SCHEME"),
];

/// What the environment says of an account.
fn environment(py: Python<'_>) -> PyResult<Vec<(&'static str, String)>> {
    let variables = py.import(intern!(py, "os"))?.getattr(intern!(py, "environ"))?;
    let mut said = Vec::new();
    for (_, name, variable) in ENVIRONMENT {
        let value = variables.call_method1(intern!(py, "get"), (variable,))?;
        let text = value.cast::<PyString>().ok().map(|text| text.to_string_lossy().into_owned());
        // Set to nothing is as good as not set.
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            said.push((name, text));
        }
    }
    Ok(said)
}

/// The error for an environment that is of another mode than the program.
fn of_another_mode(py: Python<'_>, wanted: &str) -> PyErr {
    Misuse {
        code: Code::AccountMode,
        field: Some("mode"),
        message: (
            &format!("the program wants an account of `mode` {wanted}, but the environment is set for another one"),
            &format!("程序所需账号的`mode`为{wanted}，但环境变量设置的是另一种模式"),
        ),
        hint: (
            "correct the environment variable PRIVATENUMBER_MODE, together with the key and secret beside it",
            "请更正环境变量PRIVATENUMBER_MODE以及对应的APP_Key和APP_Secret",
        ),
    }
    .exception(py)
}

fn from_texts(texts: Vec<(&'static str, String)>) -> Result<privatenumber::Account, Error> {
    let mut draft = AccountDraft::new(Spelling::Snake);
    for (name, text) in texts {
        draft.take(name, Given::Text(text.into()))?;
    }
    privatenumber::Account::finish(&draft)
}

#[pymethods]
impl Account {
    #[new]
    #[pyo3(
        signature = (*positional, **parameters),
        text_signature = "(*, app_key, app_secret, base_url=None, mode=None, scheme=None)"
    )]
    fn new(py: Python<'_>, positional: &Bound<'_, PyTuple>, parameters: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        if !positional.is_empty() {
            return Err(without_name(py, "Account", "app_key=..., app_secret=..."));
        }
        let mut draft = AccountDraft::new(Spelling::Snake);
        if let Some(parameters) = parameters {
            take_all(&mut draft, parameters)?;
        }
        Ok(Self { core: privatenumber::Account::finish(&draft).or_raise(py)? })
    }

    /// The account that the environment variables `PRIVATENUMBER_APP_KEY`, `PRIVATENUMBER_APP_SECRET` and, if they are
    /// set, `PRIVATENUMBER_BASE_URL`, `PRIVATENUMBER_MODE` and `PRIVATENUMBER_SCHEME` describe.
    ///
    /// Parameters:
    ///     mode: Mode that the program is written for, as in `Account`; a type checker then knows it too. An environment
    ///         that names another one is refused. Default: that of the environment, or any.
    ///
    /// Errors: those of `Account`, and `account.mode` if the environment is of another mode.
    #[staticmethod]
    #[pyo3(signature = (*, mode = None))]
    fn from_environment(py: Python<'_>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let wanted = mode.map(|mode| text("mode", mode)).transpose()?;
        let mut said = environment(py)?;
        match (wanted, said.iter().find(|(name, _)| *name == "mode")) {
            // Another mode than any is not the environment's fault, so it is told first.
            (Some(wanted), _) if Mode::named(wanted).is_none() => {
                from_texts(vec![("mode", wanted.to_owned())]).or_raise(py)?;
            }
            // What is no mode at all is told so below.
            (Some(wanted), Some((_, own))) if wanted != own && Mode::named(own).is_some() => {
                return Err(of_another_mode(py, wanted));
            }
            (Some(wanted), None) => said.push(("mode", wanted.to_owned())),
            _ => {}
        }
        let core = from_texts(said).map_err(|error| {
            let variable = ENVIRONMENT.iter().find(|(field, ..)| error.field() == Some(field)).map(|known| known.2);
            let addition = variable.map(|name| {
                (format!("; it is read from the environment variable {name}"), format!("；取自环境变量{name}"))
            });
            exception(py, &error, addition.as_ref().map(|(english, chinese)| (english.as_str(), chinese.as_str())))
        })?;
        Ok(Self { core })
    }

    /// `Account[Literal["axe"]]`, for annotations: an account whose mode a type checker knows.
    #[classmethod]
    #[pyo3(signature = (mode, /))]
    fn __class_getitem__<'py>(class: &Bound<'py, PyType>, mode: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = class.py();
        py.import(intern!(py, "types"))?.getattr(intern!(py, "GenericAlias"))?.call1((class, mode))
    }

    /// The APP_Key.
    #[getter]
    fn app_key(&self) -> &str {
        self.core.app_key()
    }

    /// The access address, without a slash at its end.
    #[getter]
    fn base_url(&self) -> &str {
        self.core.base_url()
    }

    /// The mode of the application, `"axb"`, or None if it was not said.
    #[getter]
    fn mode(&self) -> Option<&'static str> {
        self.core.mode().map(Mode::as_str)
    }

    /// How requests are signed: `"aksk"` or `"wsse"`.
    #[getter]
    fn scheme(&self) -> &'static str {
        self.core.signer().scheme().as_str()
    }

    /// Whether the operations of a module are for this account: those of its mode and those that every mode has.
    fn _offers(&self, module: &str) -> bool {
        let (own, wanted) = (self.core.mode(), Mode::named(module));
        own.is_none() || wanted.is_none() || own == wanted
    }

    /// The value of an `X-AKSK` header (of `X-WSSE`, if the account signs so), for a request of one's own. A request
    /// that is built carries one already.
    ///
    /// Parameters:
    ///     created: When it is signed: an aware datetime or the seconds of a Unix clock. Default: now.
    ///     nonce: 1 to 128 letters and digits that were never sent before. Default: a random one.
    ///
    /// Errors: `signing.created`, `signing.nonce`, `parameter.type`.
    #[pyo3(signature = (*, created=None, nonce=None))]
    fn sign<'py>(
        &self,
        py: Python<'py>,
        created: Option<&Bound<'py, PyAny>>,
        nonce: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyString>> {
        let created = moment::created(py, created)?;
        moment::with_nonce(py, nonce, |nonce| {
            let mut header = String::with_capacity(256);
            self.core.signer().write_header(&mut header, self.core.app_key(), nonce, &created);
            Ok(PyString::new(py, &header))
        })
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.core)
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }

    #[pyo3(signature = (*_protocol))]
    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyTuple>) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "an Account is not pickled, for its secret would be written out; make it anew where it is needed, for \
             example by Account.from_environment()",
        ))
    }
}
