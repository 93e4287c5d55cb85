"""What rules cost and what they leave: a marimo notebook. `marimo edit notebooks/law_and_money.py`, or `python
notebooks/law_and_money.py` to run it without a window."""

import marimo

app = marimo.App(width="medium", app_title="Law and money")


@app.cell
def _():
    import lockgate
    import marimo as mo

    return lockgate, mo


@app.cell
def _(mo):
    mo.md("# Law and money\nPublished estimates computed again, the letter of April 2025, and the best part each rule left.")
    return


@app.cell
def _(lockgate):
    published = lockgate.impact(published=True)
    assert all(one["standing"] in ("reproduced", "open") for one in published["published"])
    published
    return (published,)


@app.cell
def _(lockgate):
    letter = lockgate.impact("2025-04-08", "2025-04-15", origin="US", destination="CN")
    assert "nvidia-h20-96gb" in [one["chip"] for one in letter["chips"] if one["change"] == "caught"]
    letter
    return (letter,)


@app.cell
def _(lockgate, mo):
    best = {
        "October 2022, an A100": lockgate.design("nvidia-a100-sxm-80gb", "CN", on="2022-11-15", value="inference"),
        "October 2023, an H100": lockgate.design("nvidia-h100-sxm", "CN", on="2024-06-01"),
        "April 2025, an RTX PRO 6000": lockgate.design("nvidia-rtx-pro-6000-ws", "CN", on="2025-06-01", value="inference"),
    }
    assert float(best["October 2022, an A100"]["best"]["figures"]["io_bandwidth_gbps"]) < 600
    assert float(best["October 2023, an H100"]["best"]["figures"]["tpp"]) < 2400
    assert float(best["April 2025, an RTX PRO 6000"]["best"]["figures"]["dram_bandwidth_gbps"]) < 1400
    mo.vstack([item for name, design in best.items() for item in (mo.md(f"## {name}"), mo.Html(design._repr_html_()))])
    return (best,)


if __name__ == "__main__":
    app.run()
