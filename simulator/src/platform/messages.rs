//! SMS on the platform.

use super::{DECISION_SECONDS, Platform};
use crate::account::Ledger;
use crate::agenda::Job;
use crate::call::{Direction, PhoneError, Standing, later};
use crate::numbering::{self, Kind};
use crate::push::{Letter, PushKind, Question};
use crate::setup::{Application, ApplicationCondition, NumberCondition};
use crate::sms::{self, Decision, NoticeMode, PendingSms, ReceivedSms, SendResult, SentSms, Sms, SmsReport, SmsRoute};
use crate::{ax, axb};

impl Platform {
    /// Sends an SMS at the present virtual time. What became of it is told by [`Platform::sms_report`].
    ///
    /// # Errors
    /// Why the SMS never reaches the platform: `to` is nobody's X, `from` is no number, there is no text.
    pub fn sms(&mut self, sms: &Sms) -> Result<SentSms, PhoneError> {
        sms.check()?;
        let (index, place) = *self.owners.get(&sms.to).ok_or_else(PhoneError::not_an_x)?;
        let account = self.accounts.get(index).ok_or_else(PhoneError::not_an_x)?;
        let report = SmsReport {
            sms_identifier: self.chance.hexadecimal(),
            app_key: account.application.app_key.clone(),
            from: sms.from.clone(),
            to: sms.to.clone(),
            parts: sms::parts(&sms.text),
            result: None,
            received: None,
            subscription_id: None,
            remarks: Vec::new(),
        };
        let sent = SentSms { sms_identifier: report.sms_identifier.clone() };
        let route = match obstacle(&account.application, place) {
            Some(result) => SmsRoute::Fail { standing: Standing::default(), result },
            None => match &account.ledger {
                Ledger::Ax(ledger) => ax::sms(ledger, &sms.to, &sms.from, &sms.text),
                Ledger::Axb(ledger) => axb::sms(ledger, &sms.to, &sms.from, &sms.text),
                // Of X mode the page says that `direction` is always 1.
                Ledger::X => {
                    SmsRoute::Ask { standing: Standing { direction: Direction::FromA, ..Standing::default() } }
                }
                Ledger::Axe(_) | Ledger::Axyb(_) => SmsRoute::NoSms,
            },
        };
        self.take_route(index, sms, route, report);
        Ok(sent)
    }

    /// What became of an SMS, or that it is still to be decided about. Of those that are settled the last 1,000 are known.
    #[must_use]
    pub fn sms_report(&self, sms_identifier: &str) -> Option<&SmsReport> {
        self.drawer.report(sms_identifier)
    }

    fn take_route(&mut self, index: usize, sms: &Sms, route: SmsRoute, mut report: SmsReport) {
        match route {
            SmsRoute::NoSms => {
                report.result = Some(SendResult::NoSms);
                self.drawer.settle(report);
            }
            SmsRoute::Fail { standing, result } => self.settle_sms(index, sms, &standing, report, result),
            SmsRoute::Forward { standing, to, text } => self.forward_sms(index, sms, &standing, report, to, text),
            SmsRoute::Ask { standing } => self.ask_about_sms(index, sms, standing, report),
        }
    }

    fn ask_about_sms(&mut self, index: usize, sms: &Sms, standing: Standing, mut report: SmsReport) {
        let now_ms = self.clock.now_ms();
        report.subscription_id.clone_from(&standing.subscription_id);
        let number = self.drawer.next();
        let asked = self.tell_of_sms(index, &report, &standing, NoticeMode::Block, None, Some(Question::Sms(number)));
        let Some(asked) = asked else {
            report.remarks.push(String::from("the application has no SMS control address, so that nobody decides"));
            return self.settle_sms(index, sms, &standing, report, SendResult::Undecided);
        };
        let scheduled = self.agenda.enter(later(now_ms, DECISION_SECONDS), Job::SmsUndecided(number));
        self.drawer.wait(number, PendingSms { account: index, sms: sms.clone(), standing, report, scheduled, asked });
    }

    /// The application has said where an SMS goes, or nothing that could be read.
    pub(super) fn decide_sms(&mut self, number: u64, answer: Option<&[u8]>) {
        let Some(pending) = self.drawer.take(number) else { return };
        let PendingSms { account, sms, mut standing, mut report, scheduled, asked: _ } = pending;
        self.agenda.cancel(scheduled);
        match sms::decide(answer, &sms.from) {
            Decision::Route { to, user_data } => {
                standing.user_data = user_data.or(standing.user_data);
                let text = sms.text.clone();
                self.forward_sms(account, &sms, &standing, report, to, text);
            }
            Decision::Drop { result, remark } => {
                report.remarks.extend(remark);
                self.settle_sms(account, &sms, &standing, report, result);
            }
        }
    }

    /// Nobody has decided about an SMS in time.
    pub(super) fn leave_sms_undecided(&mut self, number: u64, at_ms: i64) {
        let Some(PendingSms { account, sms, standing, mut report, asked, .. }) = self.drawer.take(number) else {
            return;
        };
        self.outbox.withdraw(asked, at_ms, "the SMS was not decided about in time");
        report.remarks.push(format!("the SMS was not decided about within {DECISION_SECONDS} seconds"));
        self.settle_sms(account, &sms, &standing, report, SendResult::Undecided);
    }

    fn forward_sms(
        &mut self,
        index: usize,
        sms: &Sms,
        standing: &Standing,
        mut report: SmsReport,
        to: String,
        text: String,
    ) {
        // Nothing but a mobile receives an SMS, and X not from itself.
        let receives = numbering::kind(&to) == Kind::Mobile && to != sms.to;
        let result = match sms.fails_with {
            Some(result) => result,
            None if receives => SendResult::Sent,
            None => SendResult::AllFailed,
        };
        if result == SendResult::Sent {
            report.received = Some(ReceivedSms { to, shows: sms.to.clone(), text });
        }
        self.settle_sms(index, sms, standing, report, result);
    }

    /// It is known what became of an SMS, and the application is told.
    fn settle_sms(&mut self, index: usize, sms: &Sms, standing: &Standing, mut report: SmsReport, result: SendResult) {
        report.result = Some(result);
        report.subscription_id.clone_from(&standing.subscription_id);
        self.tell_of_sms(index, &report, standing, NoticeMode::Notify, Some(&sms.text), None);
        self.drawer.settle(report);
    }

    fn tell_of_sms(
        &mut self,
        index: usize,
        report: &SmsReport,
        standing: &Standing,
        mode: NoticeMode,
        content: Option<&str>,
        question: Option<Question>,
    ) -> Option<u64> {
        let now_ms = self.clock.now_ms();
        let application = &self.accounts.get(index)?.application;
        let (kind, about) = match mode {
            NoticeMode::Notify => (PushKind::SmsNotify, "Notify"),
            NoticeMode::Block => (PushKind::SmsControl, "Block"),
        };
        let content = content.filter(|_| application.pushes.sms_content);
        let content = sms::notice(report, standing, mode, content, now_ms);
        self.outbox.owe(Letter { account: index, application, kind, about, content, question }, now_ms)
    }
}

/// What keeps every SMS to a number from being forwarded.
fn obstacle(application: &Application, place: usize) -> Option<SendResult> {
    match application.condition {
        ApplicationCondition::Frozen => return Some(SendResult::AccountFrozen),
        ApplicationCondition::Unavailable => return Some(SendResult::ApplicationUnavailable),
        ApplicationCondition::Normal => {}
    }
    match application.numbers.get(place)?.condition {
        NumberCondition::Normal | NumberCondition::Frozen => (!application.sms).then_some(SendResult::NoSms),
        NumberCondition::Suspended | NumberCondition::Unavailable | NumberCondition::Abnormal => {
            Some(SendResult::NumberSuspended)
        }
    }
}
