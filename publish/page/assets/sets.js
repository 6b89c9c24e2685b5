"use strict";
// Comparable sets: the values of one comparison group that have ranks. All others stand alone.
(function (fazhi) {
  const MOST_BARS = 34; // in one chart: as many as there are provinces
  const MOST_PANELS = 6;

  // Rows as [{ key, head, rows, first }], the largest set first, then the newest; those in no set come last.
  fazhi.sets = function (rows) {
    const groups = new Map();
    const alone = [];
    for (const row of rows) {
      if (row.rank_in_group === null) alone.push(row);
      else groups.set(row.comparison_group, [...(groups.get(row.comparison_group) || []), row]);
    }
    const found = [];
    for (const [key, members] of groups) {
      // A filter may leave one alone: its rank still holds, but there is nothing beside it here.
      found.push({
        key,
        rows: members,
        head: label(members[0]),
        note: fazhi.say("set_values", { n: members[0].group_size }),
      });
    }
    found.sort(
      (a, b) =>
        b.rows.length - a.rows.length || (b.rows[0].year || 0) - (a.rows[0].year || 0) || (a.key < b.key ? -1 : 1),
    );
    if (alone.length) found.push({ key: null, rows: alone, head: fazhi.say("alone"), note: fazhi.say("alone_note") });
    return found;
  };

  // Rows with a metric by subject, in the order of the subjects' names; within it as they come.
  fazhi.bySubject = function (rows, open) {
    const groups = new Map();
    for (const row of rows) {
      const type = fazhi.metrics.get(row.metric_code).case_type;
      groups.set(type, [...(groups.get(type) || []), row]);
    }
    return [...groups]
      .map(([type, some]) => ({
        ...{ head: fazhi.caseTypeName(type), note: fazhi.say("rows_shown", { n: some.length }), rows: some },
        ...{ foldable: true, open },
      }))
      .sort((a, b) => a.head.localeCompare(b.head, fazhi.language));
  };

  // What the values of a set have in common.
  function label(row) {
    const parts = [
      fazhi.year(row),
      fazhi.code("level", row.level),
      fazhi.code("scope", row.scope),
      row.as_of ? fazhi.say("cut_off", { date: row.as_of }) : null,
    ];
    if (row.period_type !== "year") parts.push(fazhi.code("period_type", row.period_type));
    if (row.day_kind) parts.push(fazhi.code("day_kind", row.day_kind));
    return parts.filter(Boolean).join(" · ");
  }

  fazhi.setName = label;

  // One sentence on what can be compared, and who comes first in the largest set. Numbers of which it is not said whose
  // they are make no set here: that they are of one kind is not known.
  fazhi.verdict = function (sets, number, told, smallestFirst) {
    const total = sets.reduce((sum, set) => sum + set.rows.length, 0);
    const isReal = (set) => set.key !== null && set.rows.length > 1 && set.rows[0].scope !== "unstated";
    const real = sets.filter(isReal);
    if (!total) return fazhi.say("nothing_fits");
    if (!real.length) {
      const only = sets[0].rows[0];
      return total === 1
        ? fazhi.say("only_value", { place: fazhi.placeName(only), value: told(only) })
        : fazhi.say("no_sets", { n: total });
    }
    const [largest] = real;
    const best = [...largest.rows].sort((a, b) => (smallestFirst ? number(a) - number(b) : number(b) - number(a)))[0];
    const ties = largest.rows.filter((row) => number(row) === number(best)).map(fazhi.placeName);
    const leader = fazhi.say("leader", {
      set: largest.head,
      n: largest.rows.length,
      first: fazhi.say(smallestFirst ? "smallest" : "largest"),
      place: listed(ties),
      value: told(best),
    });
    const inSets = real.reduce((sum, set) => sum + set.rows.length, 0);
    const found =
      inSets === total && real.length === 1
        ? fazhi.say("one_set", { n: total })
        : fazhi.say("sets_found", { n: real.length, m: inSets, total });
    return fazhi.language === "zh" ? found + leader : `${found} ${leader}`;
  };

  const MOST_NAMED = 3;

  function listed(names) {
    const first = names.slice(0, MOST_NAMED).join(fazhi.language === "zh" ? "、" : ", ");
    return names.length > MOST_NAMED
      ? `${first}${fazhi.language === "zh" ? "" : " "}${fazhi.say("and_more", { n: names.length })}`
      : first;
  }

  fazhi.listed = listed;

  // As much of the sets as one chart can show.
  fazhi.capped = function (sets) {
    let room = MOST_BARS;
    const panels = [];
    for (const set of sets.slice(0, MOST_PANELS)) {
      const rows = set.rows.slice(0, room);
      if (rows.length) panels.push({ ...set, rows });
      room -= rows.length;
    }
    const shown = MOST_BARS - room;
    return { panels, shown, left: sets.reduce((sum, set) => sum + set.rows.length, 0) - shown };
  };
})(window.fazhi);
