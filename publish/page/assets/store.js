"use strict";
// The data: files that are loaded as scripts when a view asks for them, each once.
(function (fazhi) {
  const landed = new Map();
  const asked = new Map();

  // Called by the data files.
  fazhi.land = function (name, data) {
    landed.set(name, data);
  };

  // The data of a file, or null where there is no such file.
  fazhi.load = function (name) {
    if (!asked.has(name))
      asked.set(
        name,
        script(`data/${name}.js`).then(
          () => landed.get(name) || null,
          () => null,
        ),
      );
    return asked.get(name);
  };

  // The values of a metric, the ratios of a kind; empty where there are none, so that no file is asked for in vain.
  fazhi.loadValues = async (code) =>
    fazhi.metrics.has(code) && fazhi.metrics.get(code).value_count
      ? fazhi.rows((await fazhi.load(`metric/${code}`)).values)
      : [];

  fazhi.loadRatios = async (kind) =>
    fazhi.site.ratios.includes(kind) ? fazhi.rows((await fazhi.load(`ratio/${kind}`)).ratios) : [];

  fazhi.script = function (path) {
    if (!asked.has(path)) asked.set(path, script(path));
    return asked.get(path);
  };

  function script(path) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = path.split("/").map(encodeURIComponent).join("/");
      element.onload = resolve;
      element.onerror = () => reject(new Error(path));
      document.head.append(element);
    });
  }

  // How the value of a row is read, by how the column is packed (publish/page/shards.py).
  function reader(column) {
    if (Array.isArray(column)) return (row) => column[row];
    if (column.words) return (row) => column.words[column.at[row]];
    return (row) => (column.starts[row] === null ? null : column.starts[row] + column.end);
  }

  const unpacked = new WeakMap();

  // A packed table as an array of objects.
  fazhi.rows = function (table) {
    if (!table) return [];
    if (!unpacked.has(table)) {
      const columns = Object.entries(table.columns).map(([name, column]) => [name, reader(column)]);
      unpacked.set(
        table,
        Array.from({ length: table.count }, (_, row) =>
          Object.fromEntries(columns.map(([name, value]) => [name, value(row)])),
        ),
      );
    }
    return unpacked.get(table);
  };
})(window.fazhi);
