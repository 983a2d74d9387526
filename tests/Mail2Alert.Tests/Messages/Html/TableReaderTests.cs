using Mail2Alert.Messages.Html;

namespace Mail2Alert.Tests.Messages.Html;

public sealed class TableReaderTests
{
    [Fact]
    public void A_table_is_rows_of_the_texts_of_its_cells()
    {
        var table = TableReader.Read("<table><tr><td> Disk\n <b>full</b> <td><a href=http://x>web&amp;1</a><tr><td>a<br>b</table>").ShouldHaveSingleItem();

        table.Header.ShouldBeNull();
        table.Rows.Select(row => string.Join("|", row)).ShouldBe(["Disk full|web&1", "a\nb"]);
    }

    [Fact]
    public void A_first_row_of_headings_names_the_columns()
    {
        var table = TableReader.Read("<table><thead><tr><th>Host</th><th>State</th></tr></thead><tbody><tr><th>web</th><td>down</td></tr></table>").Single();

        table.Header.ShouldBe(["Host", "State"]);
        table.Rows.ShouldHaveSingleItem().ShouldBe(["web", "down"]);
    }

    [Fact]
    public void Rows_of_two_cells_are_names_and_values()
    {
        var table = TableReader.Read(
            "<table><tr><th colspan=2>Problem</th></tr><tr><th>Host:</th><td>web</td></tr><tr><td>State :</td><td></td></tr><tr><td>x<td>y<td>z").Single();

        table.Pairs.ShouldBe([("Problem", ""), ("Host", "web"), ("State", "")]);
    }

    [Fact]
    public void A_cell_over_several_columns_keeps_those_behind_it_in_place() =>
        TableReader.Read("<table><tr><td colspan=3>a</td><td>b</table>").Single().Rows[0].ShouldBe(["a", "", "", "b"]);

    [Fact]
    public void Tables_around_tables_are_layout_and_left_out()
    {
        var tables = TableReader.Read("<table><tr><td>Logo<td><table><tr><td>1</table></tr><tr><td><table><tr><td>2</table>").ToList();

        tables.Select(table => table.Rows[0][0]).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void What_is_hidden_or_empty_is_no_table() =>
        TableReader.Read("<table style='display:none'><tr><td>x</table><table></table><table><tr></tr></table>").ShouldBeEmpty();

    [Fact]
    public void Cells_are_bounded()
    {
        var tables = TableReader.Read("<table>" + string.Concat(Enumerable.Repeat("<tr><td colspan=50>x", 5_000)));

        tables.Sum(table => table.Rows.Sum(row => row.Count)).ShouldBeLessThanOrEqualTo(20_100);
    }
}
