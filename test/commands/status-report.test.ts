import { expect, test } from "vitest";
import { statusJson, statusLines } from "../../src/commands/status-report.ts";
import { findProblems } from "../../src/operation/find-problems.ts";
import { healthy, now, troubled } from "../operation/sample-snapshot.ts";

test("the screen of a service that runs well", () => {
  expect(`\n${statusLines(healthy, findProblems(healthy, now)).join("\n")}\n`).toMatchInlineSnapshot(`
    "
    brief       newest edition           age      stale figures
    binh-duong  2026-11-08-0123456789ab  13 days  3 of 41

    schedule            last run              result  next run
    binh-duong/monthly  2026-11-08 00:00 UTC  done    2026-12-08 00:00 UTC

    queue    waiting  working
    edition  0        0
    mail     0        0

    deliveries               queued  sending  sent  deferred  failed  suppressed  uncertain
    2026-11-08-0123456789ab  0       0        40    0         1       0           0
    all editions             0       0        120   0         1       4           0

    process      roles                   version  started               seen
    4711 on one  scheduler, worker, web  0.1.0    2026-11-20 17:00 UTC  3 s ago

    no problems at 2026-11-21 03:00 UTC
    "
  `);
});

test("the screen of a service in trouble", () => {
  expect(`\n${statusLines(troubled, findProblems(troubled, now)).join("\n")}\n`).toMatchInlineSnapshot(`
    "
    brief       newest edition           age      stale figures
    binh-duong  2026-11-08-0123456789ab  51 days  20 of 41

    schedule            last run              result                                            next run
    binh-duong/monthly  2026-11-08 00:00 UTC  failed: data/observations.csv:41 UNIT_MEASURE: …  2026-12-08 00:00 UTC
    binh-duong/weekly   2026-11-08 00:00 UTC  making                                            2026-12-08 00:00 UTC

    under way          since                 state    waits for
    binh-duong/daily   2026-11-21 01:20 UTC  mailing
    binh-duong/weekly  2026-11-21 02:44 UTC  making   the database failed (57P01)

    queue    waiting  working
    edition  1        0
    mail     1        0

    deliveries               queued  sending  sent  deferred  failed  suppressed  uncertain
    2026-11-08-0123456789ab  12      0        30    0         3       0           2
    all editions             12      0        120   0         3       4           2

    process      roles      version  started               seen
    4711 on one  web        0.1.0    2026-11-20 17:00 UTC  3 s ago
    12 on two    worker     0.1.0    2026-11-20 17:00 UTC  180 s ago
    13 on three  scheduler  0.1.0    2026-11-20 17:00 UTC  3 s ago

    problem  the data can't be read, so nothing new is made: data/briefs/binh-duong.yaml:3 title: missing
             mend it; brief check tells everything that is wrong
    problem  the holidays of 2028 are not known, and mails may go on them
             add them, with their source
    problem  the run of binh-duong/monthly at 2026-11-08 00:00 UTC failed: data/observations.csv:41 UNIT_MEASURE: "Uds" is not a unit  (since 2026-11-08 00:00 UTC, told)
             mend it, then: brief schedule run binh-duong/monthly, or wait for the next run
    problem  the mailing of binh-duong/daily of 2026-11-21 01:20 UTC does not go on
             see whether the mail server takes mail (brief doctor) and a worker runs (brief status)
    problem  the run of binh-duong/weekly at 2026-11-21 02:44 UTC is not made yet: the database failed (57P01)
             see whether a worker runs (brief status, the log); it is made as soon as one can
    problem  of 2 messages of 2026-11-08-0123456789ab nobody knows whether the mail server took them
             look into its log, then settle each: brief deliveries --edition 2026-11-08-0123456789ab, brief deliveries resolve ID --as sent (or --as again)
    problem  2 messages of 2026-11-08-0123456789ab failed, though the mailbox may be there
             see why: brief deliveries --edition 2026-11-08-0123456789ab
    problem  no worker has been seen for two minutes
             start it: systemctl start brief, or brief run
    problem  process 13 on three says: the schedules can't be read
             mend it there; it goes on by itself
    problem  the newest edition of binh-duong, 2026-11-08-0123456789ab, is 51 days old; it may be mailed for 31
             update the figures and make one: brief build --keep binh-duong
    problem  20 of 41 figures of binh-duong are past their freshness limit; mailing.maxStaleShare is 0.33
             look for newer figures: brief check names them
    problem  the disk of the state folder has 200 MB left
             make room: a database that can't write stops everything
    12 problems at 2026-11-21 03:00 UTC
    "
  `);
});

test("the document says the same, each problem with the moment it began", () => {
  const document: { problems: { key: string; since: string | null }[] } = JSON.parse(statusJson(troubled, findProblems(troubled, now)));
  expect(document.problems).toHaveLength(12);
  expect(document.problems.find(({ key }) => key.startsWith("run-failed"))?.since).toBe("2026-11-08T00:00:30.000Z");
});
