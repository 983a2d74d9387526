using Mail2Alert.Configuration.Mailrise;

namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class TemplateStringTests
{
    [Theory]
    [InlineData("$subject ($from)", "{{ subject }} ({{ from }})")]
    [InlineData("${subject}x", "{{ subject }}x")]
    [InlineData("$subjects", "$subjects")]
    [InlineData("$Subject ${nobody} $", "$Subject ${nobody} $")]
    [InlineData("5 $$ and $$subject and $$$subject", "5 $ and $subject and ${{ subject }}")]
    [InlineData("$to/$config/$type/$body", "{{ to }}/{{ config }}/{{ type }}/{{ text }}")]
    [InlineData("{$subject}", "{ {{ subject }} }")]
    [InlineData("{{subject}}", "{ {subject}}")]
    [InlineData("${subject", "${subject")]
    public void Names_become_fields_and_the_rest_stays(string python, string ours) => TemplateString.ToTemplate(python).ShouldBe(ours);
}
