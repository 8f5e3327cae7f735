//! The platform: one value that answers requests.

mod calls;
mod faults;
mod messages;
mod numbers;
mod pushes;
mod recordings;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::account::{Account, Ledger};
use crate::agenda::{Agenda, Job};
use crate::authentication::{self, Claim};
use crate::axyb::{self, AssignedY};
use crate::calendar;
use crate::call::{Calls, Switchboard};
use crate::clock::Clock;
use crate::content_type;
use crate::control;
use crate::envelope::{self, Form, Success};
use crate::fault::{Desk, LockOut};
use crate::hang_up::HangUpCause;
use crate::journal::Journal;
use crate::masking;
use crate::message::{Request, Response};
use crate::numbering::NumberingPlan;
use crate::operation::{self, Conduct, Operation};
use crate::parameters::{Input, Query};
use crate::push::Outbox;
use crate::randomness::Randomness;
use crate::recording;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, Mode, Setup, SetupError};
use crate::sms::Drawer;
use crate::surroundings::Surroundings;

/// How long the platform waits for the application to decide about a call or an SMS, in seconds. No figure is published.
const DECISION_SECONDS: u64 = 10;

/// The service, embedded: takes requests and the time, gives answers.
#[derive(Clone)]
pub struct Platform {
    setup: Setup,
    plan: NumberingPlan,
    /// Every X number, whosesoever it is.
    numbers: BTreeSet<String>,
    /// Whose each X number is: the place of its application, and its own among that one's.
    owners: BTreeMap<String, (usize, usize)>,
    accounts: Vec<Account>,
    /// What bindings are drawn from.
    randomness: Randomness,
    /// What calls and pushes are drawn from, so that looking for a push does not change the ids of bindings.
    chance: Randomness,
    switchboard: Switchboard,
    agenda: Agenda,
    outbox: Outbox,
    drawer: Drawer,
    clock: Clock,
    journal: Journal,
    faults: Desk,
    lock_out: LockOut,
}

impl Platform {
    /// A platform that has bound nothing yet.
    ///
    /// # Errors
    /// The first value of the setup that cannot be used, with the path of its field and what would be right.
    pub fn new(setup: Setup) -> Result<Self, SetupError> {
        setup.check()?;
        Ok(Self {
            plan: NumberingPlan::new(&setup),
            numbers: setup
                .applications
                .iter()
                .flat_map(|application| &application.numbers)
                .map(|number| number.number.clone())
                .collect(),
            owners: owners(&setup),
            accounts: setup.applications.iter().map(Account::new).collect(),
            randomness: Randomness::new(setup.seed),
            chance: chance(&setup),
            switchboard: Switchboard::default(),
            agenda: Agenda::default(),
            outbox: Outbox::default(),
            drawer: Drawer::default(),
            clock: Clock::default(),
            journal: Journal::default(),
            faults: Desk::new(setup.faults.clone(), setup.seed),
            lock_out: LockOut::default(),
            setup,
        })
    }

    /// A platform from a setup in JSON. An empty text, or an empty object, stands for the default setup.
    ///
    /// # Errors
    /// As [`Platform::new`], and what cannot be read as a setup at all.
    pub fn from_json(setup: &str) -> Result<Self, SetupError> {
        Self::new(Setup::from_json(setup)?)
    }

    /// Answers one request. `now_ms` is the host's wall clock, in Unix milliseconds.
    ///
    /// Bindings age by the wall time and by what [`Platform::advance`] has skipped; the `Created` of a signature is
    /// compared with the wall time alone, so that a client with an ordinary clock is still let in after hours were
    /// skipped. If the wall clock is set back, virtual time stands still until it has caught up.
    ///
    /// `/` and what lies under `/_simulator/` are the simulator's own (see the crate's README); everything else is the
    /// service's.
    pub fn answer(&mut self, request: &Request<'_>, now_ms: i64) -> Response {
        self.observe(now_ms);
        if let Some(response) = control::answer(self, request) {
            return response;
        }
        self.answer_or_fail(request, now_ms)
    }

    /// Tells the platform the wall time, in Unix milliseconds, without asking anything of it: what is due by then happens.
    /// For a host that places calls or looks for pushes without having passed a request on.
    pub fn observe(&mut self, now_ms: i64) {
        self.clock.observe(now_ms);
        self.settle();
    }

    /// Makes virtual time run ahead: what is due by then happens, in its order, and the bindings whose life is over are
    /// removed. Gives how many they were.
    pub fn advance(&mut self, seconds: u64) -> usize {
        self.clock.skip(seconds);
        self.settle()
    }

    /// The same up to a moment in Unix milliseconds of virtual time, such as [`Platform::next_due`] gives; nothing happens
    /// if that is over.
    pub fn advance_to(&mut self, virtual_ms: i64) -> usize {
        self.clock.skip_to(virtual_ms);
        self.settle()
    }

    /// What the platform does about Y when `caller` calls `x` of an AXYB application, both in global format: it allots one,
    /// from which on A can call it, unless the caller has one already. No call takes place.
    ///
    /// Time is that of the last request and what was skipped.
    ///
    /// # Errors
    /// Why the call is hung up instead.
    pub fn assign_y(&mut self, x: &str, caller: &str) -> Result<AssignedY, HangUpCause> {
        let (index, _) = *self.owners.get(x).ok_or(HangUpCause::BindingMissing)?;
        let (ledger, _, mut surroundings) =
            self.surroundings_at(index, self.clock.now_ms()).ok_or(HangUpCause::BindingMissing)?;
        let Ledger::Axyb(ledger) = ledger else {
            return Err(HangUpCause::BindingMissing);
        };
        axyb::assign_y(ledger, x, caller, &mut surroundings)
    }

    /// Back to the beginning: no bindings, an empty log, nothing skipped, the same ids again, the faults of the setup.
    pub fn reset(&mut self) {
        self.accounts = self.setup.applications.iter().map(Account::new).collect();
        self.randomness = Randomness::new(self.setup.seed);
        self.chance = chance(&self.setup);
        self.switchboard = Switchboard::default();
        self.agenda = Agenda::default();
        self.outbox = Outbox::default();
        self.drawer = Drawer::default();
        self.clock = self.clock.restarted();
        self.journal = Journal::default();
        self.faults = Desk::new(self.setup.faults.clone(), self.setup.seed);
        self.lock_out = LockOut::default();
    }

    /// What the platform holds: its time, its applications (never their secrets), the bindings, the last 50 calls and SMS,
    /// the last 200 attempts of pushes and the last 200 requests with, in words, what was wrong with each. Numbers are masked in those words, and only there. Before the
    /// first request the time is not known and stands at 1970.
    #[must_use]
    pub fn state(&self) -> Value {
        let applications: Vec<Value> =
            self.accounts.iter().map(|account| application_state(account, self.clock.elapsed_ms())).collect();
        json!({
            "now": calendar::instant(self.clock.now_seconds()),
            "skippedSeconds": self.clock.skipped_seconds(),
            "applications": applications,
            "bindings": self.bindings(),
            "calls": self.switchboard.to_json(),
            "sms": self.drawer.to_json(),
            "owedPushes": self.outbox.owed(),
            "pushes": self.outbox.log_to_json(),
            "log": self.journal.to_json(),
        })
    }

    /// The bindings alone, as the state has them: a list, with the application and the mode of each.
    #[must_use]
    pub fn bindings(&self) -> Value {
        let now_ms = self.clock.now_ms();
        self.accounts.iter().flat_map(|account| account.bindings(now_ms)).collect()
    }

    /// Virtual time, in Unix milliseconds.
    #[must_use]
    pub const fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Virtual time, in Unix seconds.
    pub(crate) const fn now_seconds(&self) -> i64 {
        self.clock.now_seconds()
    }

    /// What somebody should know who opens the platform's address in a browser.
    pub(crate) fn page(&self) -> String {
        let mut page = String::from(
            "PrivateNumber simulator\n\n\
             This address stands for the APP access address (APP接入地址): put it before the URI of an operation, such as\n\
             /rest/caas/relationnumber/partners/v1.0\n",
        );
        for (index, account) in self.accounts.iter().enumerate() {
            let application = &account.application;
            let mode = application.mode.name();
            // Writing to a string does not fail.
            let _ = writeln!(page, "\nApplication, mode {mode}\n  APP_Key     {}", application.app_key);
            let _ = writeln!(page, "  APP_Secret  applications[{index}].appSecret of the setup");
            for number in &application.numbers {
                let _ = writeln!(page, "  X           {} ({})", number.number, number.area_code);
            }
        }
        page.push_str(
            "\nGET  /_simulator/state    what is bound, and what was wrong with the last requests\n\
             POST /_simulator/advance  {\"seconds\":3600} makes time run ahead\n\
             POST /_simulator/assign-y {\"x\":\"+86...\",\"caller\":\"+86...\"} gives whoever calls an X of AXYB a Y\n\
             POST /_simulator/call     {\"from\":\"+86...\",\"to\":\"+86...\"} places a call; GET /_simulator/calls/<sessionId>\n\
             POST /_simulator/sms      {\"from\":\"+86...\",\"to\":\"+86...\",\"text\":\"...\"} sends an SMS; GET /_simulator/sms/<id>\n\
             POST /_simulator/number   {\"number\":\"+86...\",\"condition\":\"suspended\"} changes the status of an X\n\
             GET  /_simulator/pushes   what is owed, and what came of the last attempts\n\
             POST /_simulator/faults   {\"requests\":[{\"fault\":\"answerLost\",\"next\":1}]} lets things go wrong; {} ends it\n\
             POST /_simulator/reset    back to the beginning\n",
        );
        page
    }

    /// Answers a request for the service.
    fn serve(&mut self, request: &Request<'_>, wall_ms: i64) -> Answered {
        let operations = operation::at(request.path());
        if operations.is_empty() {
            return Answered::bare_404("no operation has this path; check how access address and URI were joined");
        }
        let mut served = None;
        let let_in = self.lock_out.check(self.clock.now_ms());
        let is_locked_out = let_in.is_err();
        let mut answered = match let_in.and_then(|()| admit(&mut self.accounts, &operations, request, wall_ms)) {
            Err(refusal) => Answered::refused(refusal, Form::Json),
            Ok(Admitted { account: (index, account), operation, input }) => {
                served = Some(index);
                let Account { application, ledger, calls, daily_binds, archive, .. } = account;
                let mut surroundings = Surroundings {
                    application,
                    plan: &self.plan,
                    numbers: &self.numbers,
                    randomness: &mut self.randomness,
                    daily_binds,
                    archive,
                    base: request.base(),
                    now_ms: self.clock.now_ms(),
                    elapsed_ms: self.clock.elapsed_ms(),
                };
                match conduct(operation, ledger, calls, &input, &mut surroundings) {
                    Ok(success) => Answered::accepted(success, operation.form),
                    Err(refusal) => {
                        let refusal = if operation.reads_query() { explained(refusal, &input.query) } else { refusal };
                        Answered::refused(refusal, operation.form)
                    }
                }
            }
        };
        if let Some(index) = served {
            self.stop_calls(index);
        }
        if !is_locked_out {
            self.lock_out.note(answered.code, self.faults.faults().lock_out_after, self.clock.now_ms());
        }
        // What is odd about the headers is worth a word whatever else was found.
        answered.remarks.extend(authentication::remark(request));
        answered.remarks.extend(content_type::remark(request));
        answered
    }

    /// What an operation of an application, or a call to it, depends on; its ledger, and the state of a number by its place
    /// in the first part.
    fn surroundings_at(
        &mut self,
        index: usize,
        now_ms: i64,
    ) -> Option<(&mut Ledger, &BTreeSet<usize>, Surroundings<'_>)> {
        let Account { application, ledger, daily_binds, archive, deleted, .. } = self.accounts.get_mut(index)?;
        let surroundings = Surroundings {
            application,
            plan: &self.plan,
            numbers: &self.numbers,
            randomness: &mut self.randomness,
            daily_binds,
            archive,
            base: None,
            now_ms,
            elapsed_ms: self.clock.elapsed_ms(),
        };
        Some((ledger, deleted, surroundings))
    }

    /// Lets everything happen that is due by now, each at its own moment. Gives how many bindings went meanwhile.
    fn settle(&mut self) -> usize {
        let now_ms = self.clock.now_ms();
        let mut expired = 0_usize;
        while let Some((at_ms, job)) = self.agenda.take_due(now_ms) {
            expired = expired.saturating_add(self.expire(at_ms));
            match job {
                Job::Step(key) => self.step_call(key, at_ms),
                Job::Redial { call, session_id } => self.redial(&call, &session_id, at_ms),
                Job::CallUndecided(key) => self.leave_call_undecided(key, at_ms),
                Job::SmsUndecided(sms) => self.leave_sms_undecided(sms, at_ms),
            }
        }
        expired.saturating_add(self.expire(now_ms))
    }

    fn expire(&mut self, now_ms: i64) -> usize {
        self.accounts.iter_mut().map(|account| account.ledger.expire(now_ms)).sum()
    }
}

impl fmt::Debug for Platform {
    /// The setup masks its secrets and numbers; of the rest only the extent is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform").field("setup", &self.setup).field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// An answer, and what the journal is told of it.
struct Answered {
    response: Response,
    /// Absent where the answer has none.
    code: Option<ResultCode>,
    remarks: Vec<String>,
}

impl Answered {
    fn accepted(success: Success, form: Form) -> Self {
        let (response, code) = envelope::accepted(success.content, form);
        Self { response, code, remarks: success.remarks }
    }

    fn refused(refusal: Refusal, form: Form) -> Self {
        Self { response: envelope::refused(&refusal, form), code: Some(refusal.code), remarks: vec![refusal.reason] }
    }

    /// Of a request that nobody looks at.
    const fn nothing() -> Self {
        Self { response: Response::bare(500), code: None, remarks: Vec::new() }
    }

    fn bare_404(remark: &str) -> Self {
        Self { response: Response::bare(404), code: None, remarks: vec![remark.to_owned()] }
    }
}

/// A request that was let in: who asks for what.
struct Admitted<'a> {
    /// Its place among all, and itself.
    account: (usize, &'a mut Account),
    operation: &'static Operation,
    input: Input<'a>,
}

/// Lets a request in. Who asks is settled first, then what is asked for: a caller whose signature is wrong learns
/// nothing else.
fn admit<'a>(
    accounts: &'a mut [Account],
    operations: &[&'static Operation],
    request: &Request<'a>,
    wall_ms: i64,
) -> Result<Admitted<'a>, Refusal> {
    let claim = Claim::read(request)?;
    let (index, account) =
        accounts.iter_mut().enumerate().find(|(_, account)| account.application.app_key == claim.app_key).ok_or_else(
            || Refusal::new(ResultCode::UnknownApplication, "no application of the setup has this Username"),
        )?;
    claim.prove(&account.application, wall_ms)?;
    let input = Input::of(request);
    let operation = operation::asked_for(operations, request.method, account.application.mode, &input)?;
    content_type::check(request)?;
    if operation.mode == Some(Mode::Axyb) {
        axyb::check_app_key(&input.query, &account.application)?;
    }
    Ok(Admitted { account: (index, account), operation, input })
}

/// Carries an operation out.
fn conduct(
    operation: &Operation,
    ledger: &mut Ledger,
    calls: &mut Calls,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    match (operation.conduct, ledger) {
        (Conduct::Ax(bookkeeping), Ledger::Ax(ledger)) => bookkeeping(ledger, input, surroundings),
        (Conduct::Axb(bookkeeping), Ledger::Axb(ledger)) => bookkeeping(ledger, input, surroundings),
        (Conduct::Axe(bookkeeping), Ledger::Axe(ledger)) => bookkeeping(ledger, input, surroundings),
        (Conduct::Axyb(bookkeeping), Ledger::Axyb(ledger)) => bookkeeping(ledger, input, surroundings),
        (Conduct::Recording(look_up), _) => look_up(input, surroundings),
        (Conduct::Call(intervene), _) => intervene(calls, input),
        (Conduct::Ax(_) | Conduct::Axb(_) | Conduct::Axe(_) | Conduct::Axyb(_), _) => {
            Err(operation::other_mode(operation, surroundings.application.mode))
        }
    }
}

/// A refusal of an operation whose parameters are in the query string. If the query held a bare `+`, or something that
/// was escaped twice, that is the cause to name first.
fn explained(mut refusal: Refusal, query: &Query) -> Refusal {
    let cause = query
        .unescaped_plus()
        .map(|name| {
            format!("`+` in the query was not escaped: {} arrived with a blank, write %2B", masking::word(name))
        })
        .or_else(|| {
            query.escaped_twice().map(|(name, digits)| {
                let name = masking::word(name);
                format!("`{name}` was escaped twice: %25{digits} arrived as %{digits}; escape it once")
            })
        });
    if let Some(cause) = cause {
        refusal.reason = format!("{cause}; {}", refusal.reason);
    }
    refusal
}

/// Whose each X number is.
fn owners(setup: &Setup) -> BTreeMap<String, (usize, usize)> {
    let mut owners = BTreeMap::new();
    for (index, application) in setup.applications.iter().enumerate() {
        for (place, number) in application.numbers.iter().enumerate() {
            owners.insert(number.number.clone(), (index, place));
        }
    }
    owners
}

/// A second source, apart from that of the bindings.
const fn chance(setup: &Setup) -> Randomness {
    Randomness::new(setup.seed ^ 0x6a09_e667_f3bc_c908)
}

/// Where pushes go and how they are signed. An address may hold a token, and is masked as in the log.
fn push_state(application: &Application) -> Value {
    let pushes = &application.pushes;
    let mut state = serde_json::Map::new();
    for (name, url) in pushes.urls() {
        state.insert(name.to_owned(), Value::from(url.map(masking::text)));
    }
    state.insert(String::from("numberStatus"), Value::from(pushes.number_status));
    state.insert(String::from("smsContent"), Value::from(pushes.sms_content));
    state.insert(String::from("signature"), Value::from(pushes.signature.name()));
    Value::Object(state)
}

fn application_state(account: &Account, elapsed_ms: i64) -> Value {
    let application = &account.application;
    let numbers: Vec<Value> = application
        .numbers
        .iter()
        .map(|number| {
            json!({
                "number": number.number,
                "areaCode": number.area_code,
                "condition": number.condition.name(),
                "bindings": account.ledger.bindings_of(&number.number),
            })
        })
        .collect();
    let recordings: Vec<Value> = application
        .recordings
        .iter()
        .map(|recording| {
            json!({
                "fileName": recording.file_name,
                "recordDomain": recording.record_domain,
                "remainingSeconds": recording::remaining_seconds(recording, elapsed_ms),
            })
        })
        .collect();
    json!({
        "appKey": application.app_key,
        "mode": application.mode.name(),
        "condition": application.condition.name(),
        "recording": application.recording,
        "sms": application.sms,
        "numbers": numbers,
        "tones": application.tones,
        "createdWindow": application.created_window,
        "schemes": application.schemes.iter().map(|scheme| scheme.name()).collect::<Vec<_>>(),
        "extensionDigits": application.extension_digits,
        "dailyBinds": application.daily_binds,
        "recordings": recordings,
        "sessions": account.calls.to_json(),
        "pushes": push_state(application),
        "callbackTone": application.callback_tone,
        "callbackNum": application.callback_num,
        "memoryCallback": application.memory_callback,
        "extensionTries": application.extension_tries,
    })
}
