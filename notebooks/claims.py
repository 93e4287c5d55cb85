"""The claims in print of README, judged: a marimo notebook. `marimo edit notebooks/claims.py`, or `python notebooks/claims.py` to run it
without a window."""

import marimo

app = marimo.App(width="medium", app_title="Claims in print")


@app.cell
def _():
    import lockgate
    import marimo as mo

    DAY = "2026-02-01"
    return DAY, lockgate, mo


@app.cell
def _(mo):
    mo.md("# Claims in print\nA claim is judged axis by axis; no one number stands for all of them.")
    return


@app.cell
def _(DAY, lockgate):
    six = lockgate.claim("H200 = 6 x H20", on=DAY)
    assert six.standings["TPP"] == "close as an excess" and six.standings["memory bandwidth"] == "not supported"
    six
    return (six,)


@app.cell
def _(DAY, lockgate):
    seventy = lockgate.claim("H20 is 70% of H100", on=DAY)
    assert seventy.standings["TPP"] == seventy.standings["serving"] == "not supported"
    seventy
    return (seventy,)


@app.cell
def _(DAY, lockgate):
    ascend = lockgate.compare(["Ascend 910B", "H20"], on=DAY)
    ascend
    return (ascend,)


@app.cell
def _(lockgate):
    half = lockgate.claim("B30A is half of B300", on="2025-11-01")
    half
    return (half,)


@app.cell
def _(DAY, lockgate):
    llama = lockgate.cluster(["H100", "H200", "H20"], parameters=405e9, tokens=15.6e12, days=78, on=DAY)
    # 16,384 H100 took 78 days, losses and all.
    assert llama["clusters"][0]["chips"]["low"] < 16_384 < llama["clusters"][0]["chips"]["high"]
    llama
    return (llama,)


@app.cell
def _(lockgate):
    fifteen = lockgate.impact(amount=15)
    assert len({one["concept"] for one in fifteen["statements"]}) == 4
    fifteen
    return (fifteen,)


if __name__ == "__main__":
    app.run()
